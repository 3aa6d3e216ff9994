"""Pictures made to take all time or memory: refused in a moment, with a message that says what to do."""

from __future__ import annotations

import base64
import io
import json
import struct
import subprocess
import sys
import zlib

import pytest
from PIL import Image

BOX = '<rect width="100" height="100" fill="red" {}/>'
#: Reads pictures in a process with little memory, and says how long each took and what came of it.
READER = """
import base64, json, re, resource, sys
from pathlib import Path
from mkdocs_metaimage.engine.notes import CardError
from mkdocs_metaimage.engine.pictures import apart, decode, natural_size
apart.MOST_SECONDS = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_AS, (900_000_000, 900_000_000))

def spent(whose):
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024

def own_peak():
    # The one that `getrusage` knows is that of the process that started this one, if it is larger.
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024

def read(data):
    try:
        natural_size(data, "bad.pic")
        return str(decode(data, "bad.pic", (400, 400)).size)
    except CardError as error:
        return str(error)

outcomes = {}
for case, data in json.load(sys.stdin).items():
    before = spent(resource.RUSAGE_SELF)[0] + spent(resource.RUSAGE_CHILDREN)[0]
    said = read(base64.b64decode(data))
    (own, _), (childrens, most) = spent(resource.RUSAGE_SELF), spent(resource.RUSAGE_CHILDREN)
    outcomes[case] = said, own + childrens - before, max(own_peak(), most)
print(json.dumps(outcomes))
"""


def svg(body, attributes='width="100" height="100"'):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {attributes}>{body}</svg>'
    ).encode()


def filtered(body, region='x="0" y="0" width="1" height="1"'):
    box = BOX.format('filter="url(#f)"')
    return svg(f'<filter id="f" {region}>{body}</filter>{box}')


def repeated(count, body):
    """A text many times, with its number and the next one for `{0}` and `{1}`."""
    return "".join(body.format(index, index + 1) for index in range(count))


def entities(declared, body):
    return f"<!DOCTYPE svg [{declared}]>".encode() + svg(body)


def nested(levels):
    inner = svg(BOX.format(""))
    for _ in range(levels):
        data = base64.b64encode(inner).decode()
        image = f'<image width="9" height="9" href="data:image/svg+xml;base64,{data}"/>'
        inner = svg(image * 2)
    return inner


LAUGHS = '<!ENTITY a "aaaaaaaaaa">' + "".join(
    '<!ENTITY {} "{}">'.format(name, f"&{former};" * 10)
    for former, name in zip("abcdefgh", "bcdefghi", strict=True)
)
MASKED = '<g mask="url(#m{1})">' + BOX.format("") + "</g>"
MASKS = '<mask id="m{0}">' + MASKED * 2 + "</mask>"
PATTERNS = (
    '<pattern id="p{0}" width="1" height="1"><rect width="100" height="100" fill="url(#p{1})"/>'
    '<rect width="90" height="100" fill="url(#p{1})"/></pattern>'
)

#: Each is refused, for one of the reasons.
REFUSED = {
    "laughs": entities(LAUGHS, "<text>&i;</text>"),
    "long-entity": entities(f'<!ENTITY a "{"a" * 50_000}">', f"<text>{'&a;' * 5000}</text>"),
    "external-entity": entities('<!ENTITY a SYSTEM "file:///etc/passwd">', "<text>&a;</text>"),
    "turbulence": filtered('<feTurbulence numOctaves="1000000" baseFrequency="0.1"/>'),
    "deep": svg("<g>" * 5000 + "</g>" * 5000),
    "deep-groups": svg('<g opacity=".9">' * 400 + BOX.format("") + "</g>" * 400),
    "uses": svg(repeated(30, '<g id="a{1}"><use href="#a{0}"/><use href="#a{0}"/></g>') + '<g id="a0"/>'),
    "masks": svg(repeated(25, MASKS) + BOX.format('mask="url(#m0)"')),
    "patterns": svg(repeated(25, PATTERNS) + BOX.format('fill="url(#p0)"').replace('fill="red" ', "")),
    "path": svg(f'<path d="M0 0{"L99 99L3 97" * 300_000}" stroke="red"/>'),
    "nested": nested(9),
    "text": svg(f"<text>{'a' * 500_000}</text>"),
    "numbers": svg('<circle r="1" stroke="red" stroke-dasharray=".0000000001"/>', 'viewBox="0 0 1e-9 1e-9"'),
}
#: These look bad, and are drawn all the same.
DRAWN = {
    "large": svg("", 'width="1e9" height="1e9"'),
    "itself": svg('<g id="a"><use href="#a"/></g>'),
    "huge-blur": filtered('<feGaussianBlur stdDeviation="1000000"/>'),
    "wide-filter": filtered(
        '<feGaussianBlur stdDeviation="1000"/>', 'x="-1000" y="-1000" width="2001" height="2001"'
    ),
    "fine-dashes": svg('<path d="M0 0L1e30 0" stroke="red" stroke-dasharray="1e-30 1e-30"/>'),
    "small-pattern": svg(
        '<pattern id="p" width="1e-6" height="1e-6" patternUnits="userSpaceOnUse"/>' + BOX.format("")
    ),
    "selectors": svg(
        "<style>" + ".a .b .c x{fill:red}" * 2000 + "</style>" + repeated(2000, "<g class='c{0}'/>")
    ),
}


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width, height, *chunks, kind=2):
    header = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(chunks) + chunk(b"IEND", b"")


def saved(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def ico(inner):
    return struct.pack("<HHHBBBBHHII", 0, 1, 1, 32, 32, 0, 0, 1, 32, len(inner), 22) + inner


ZEROS = zlib.compress(bytes(100_000_000), 9)
SMALL = saved(Image.new("RGB", (64, 64), (9, 99, 199)), "PNG")
PIXELS = {
    "true-size": png(30_000, 30_000, chunk(b"IDAT", ZEROS)),
    "text": png(9, 9, chunk(b"zTXt", b"Comment\0\0" + ZEROS), chunk(b"IDAT", zlib.compress(bytes(252)))),
    "profile": png(9, 9, chunk(b"iCCP", b"x\0\0" + ZEROS), chunk(b"IDAT", zlib.compress(bytes(100)))),
    "check": SMALL[:60] + bytes((SMALL[60] ^ 255,)) + SMALL[61:],
    "gif": b"GIF89a" + struct.pack("<HHBBB", 65_535, 65_535, 0, 0, 0) + b";",
    "webp": b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\xff\xff\xff\x0f" + bytes(8),
    "ico": ico(png(13_000, 12_000, chunk(b"IDAT", ZEROS), kind=6)),
    "tiff": saved(Image.new("L", (9, 9)), "TIFF").replace(
        struct.pack("<HHIHH", 256, 4, 1, 9, 0), struct.pack("<HHII", 256, 4, 1, 60_000_000)
    ),
    "jpeg": saved(Image.new("L", (8, 8)), "JPEG").replace(b"\x08\x00\x08\x00\x08", b"\x08\xff\xff\xff\xff"),
}


def read(cases, seconds):
    asked = json.dumps({case: base64.b64encode(data).decode() for case, data in cases.items()})
    done = subprocess.run(
        [sys.executable, "-c", READER, str(seconds)], input=asked, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-500:]
    return json.loads(done.stdout)


# What is drawn may take more of the time of a slow machine.
@pytest.mark.parametrize(
    ("cases", "drawn", "most"), [(REFUSED, False, 1), (DRAWN, True, 8), (PIXELS, None, 1)]
)
def test_hostile_pictures_take_little(cases, drawn, most):
    for case, (said, seconds, megabytes) in read(cases, most).items():
        assert seconds < most + 1, case
        assert megabytes < 300, case
        if drawn is not None:
            assert (said == "(400, 400)") is drawn, (case, said)
        assert said == "(400, 400)" or "bad.pic" in said or "9, 9" in said, (case, said)

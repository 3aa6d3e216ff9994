from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_metaimage.errors import MetaImageError
from mkdocs_metaimage.svg_files import check_svg, looks_like_svg

FILE = Path("icon.svg")


@pytest.mark.parametrize(
    "data",
    [
        b"<svg/>",
        b"\xef\xbb\xbf<?xml version='1.0' encoding='utf-8'?>\n<!-- drawn --><svg></svg>",
        b"<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/a.dtd'><svg/>",
        b"<s:svg xmlns:s='http://www.w3.org/2000/svg'/>",
        "<?xml version='1.0' encoding='utf-16'?><svg/>".encode("utf-16"),
        b"<?xml version='1.0' encoding='iso-8859-1'?><svg><!-- \xe9 --></svg>",
    ],
)
def test_svgs(data):
    assert looks_like_svg(data)
    check_svg(data, FILE)


@pytest.mark.parametrize(
    "data",
    [b"", b"svg", b"<html><svg/></html>", b"<sv", b"<SVG/>", b"\x89PNG", b"<a><svg>", b"<!DOCTYPE svg><a/>"],
)
def test_others(data):
    assert not looks_like_svg(data)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"<svg>\n<rect>\n</svg>", 3),
        (b"<svg>\n<rect/>", 2),
        (b"<svg>&nbsp;</svg>", 1),
        (b"<svg/><svg/>", 1),
        (b"<svg>\xff</svg>", 1),
    ],
)
def test_what_is_not_well_formed(data, line):
    assert looks_like_svg(data)
    with pytest.raises(MetaImageError) as error:
        check_svg(data, FILE)
    assert (error.value.file, error.value.line) == (FILE, line)


def test_short_entities_as_drawing_programs_write_them():
    data = b"""<!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg"> <!ENTITY w "24">]>
        <svg xmlns="&ns;" width="&w;" height="12"><title>&w;</title></svg>"""
    check_svg(data, FILE)


def test_entities_are_not_blown_up():
    levels = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    data = f'<!DOCTYPE svg [<!ENTITY e0 "ha">{levels}]><svg><title>&e9;</title></svg>'.encode()
    assert looks_like_svg(data)
    with pytest.raises(MetaImageError, match='its entity "e1" contains another one'):
        check_svg(data, FILE)


def test_entities_below_the_root_are_not_expanded():
    entity = "x" * 10_000
    data = f'<!DOCTYPE svg [<!ENTITY e "{entity}">]><svg><title>{"&e;" * 10_000}</title></svg>'.encode()
    check_svg(data, FILE)


def test_external_entities_are_not_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("24")
    declared = f'<!DOCTYPE svg [<!ENTITY w SYSTEM "{secret.as_uri()}">]>'
    check_svg(f"{declared}<svg><title>&w;</title></svg>".encode(), FILE)
    with pytest.raises(MetaImageError):
        check_svg(f'{declared}<svg><rect width="&w;"/></svg>'.encode(), FILE)

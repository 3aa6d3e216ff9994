"""Which SVG pictures are certain to be drawn in a moment: ordinary ones are, whoever exported them."""

from __future__ import annotations

import sys

import pytest

from mkdocs_metaimage.engine.notes import CardError
from mkdocs_metaimage.engine.pictures import apart, decode

ATTRIBUTES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(body, attributes='viewBox="0 0 100 100"', before=""):
    return f"{before}<svg {ATTRIBUTES} {attributes}>{body}</svg>".encode()


SQUARE = '<path d="M10 10h80v80H10z" fill="#d13438"{}/>'
QUICK = {
    "icon": svg('<path d="M12 2A10 10 0 0 0 2 12a10 10 0 0 0 10 10 10 10 0 0 0 10-10A10 10 0 0 0 12 2"/>',
                'viewBox="0 0 24 24"'),
    "badge": svg(
        '<title>build: passing</title><linearGradient id="s" x2="0" y2="100%"><stop offset="0" stop-color="#bbb"'
        ' stop-opacity=".1"/><stop offset="1" stop-opacity=".1"/></linearGradient><clipPath id="r"><rect width="88"'
        ' height="20" rx="3"/></clipPath><g clip-path="url(#r)"><rect width="37" height="20" fill="#555"/><rect'
        ' x="37" width="51" height="20" fill="#4c1"/><rect width="88" height="20" fill="url(#s)"/></g><g'
        ' font-family="Verdana,sans-serif" font-size="110"><text aria-hidden="true" x="195" y="150" fill="#010101"'
        ' fill-opacity=".3" transform="scale(.1)" textLength="270">build</text></g>',
        'width="88" height="20" role="img" aria-label="build: passing"'),
    "traced": svg(
        '<metadata>Created by potrace 1.16, written by Peter Selinger 2001-2019</metadata>'
        '<g transform="translate(0.000000,512.000000) scale(0.100000,-0.100000)" stroke="none">'
        '<path d="M2345 5110 c-1000 -120 -2123 -1045 -2300 -2250 l100 0 z"/></g>',
        'version="1.0" width="512pt" height="512pt" viewBox="0 0 512 512" preserveAspectRatio="xMidYMid meet"'),
    "inkscape": svg(
        '<sodipodi:namedview id="base" inkscape:zoom="0.00035" inkscape:cx="123456.78" inkscape:window-width="1920"/>'
        '<defs id="defs12345"><linearGradient id="linearGradient41234" gradientTransform="matrix(1.2e-4,0,0,82345,0,0)"'
        ' x1="0.0005" x2="99"><stop style="stop-color:#ff0000;stop-opacity:1" id="stop12345"/></linearGradient></defs>'
        '<g transform="matrix(1.25,0,0,-1.25,-12.5,112.5)" inkscape:label="mask 1" id="layer123456">'
        + SQUARE.format(' style="fill:url(#linearGradient41234);fill-opacity:1;stroke:none"') + "</g>",
        'xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" inkscape:version="1.2.20240124"'
        ' xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" width="100mm" height="100mm" viewBox="0 0 100 100"'),
    "illustrator": svg(
        '<style type="text/css">.st0{fill:#0E8E5A;}.st1{clip-path:url(#SVGID_2_);}</style><g id="Layer_1">'
        '<defs><path id="SVGID_1_" d="M0,0h100v100H0z"/></defs><clipPath id="SVGID_2_"><use xlink:href="#SVGID_1_"'
        ' style="overflow:visible;"/></clipPath>' + SQUARE.format(' class="st0 st1"') + "</g>",
        'version="1.1" x="0px" y="0px" viewBox="0 0 100 100" style="enable-background:new 0 0 100 100;"'
        ' xml:space="preserve"',
        '<?xml version="1.0" encoding="utf-8"?>\n<!-- Generator: Adobe Illustrator 24.0.1, SVG Export Plug-In . SVG '
        "Version: 6.00 Build 20200301, pattern and filter -->\n"),
    "figma": svg(
        '<g clip-path="url(#clip0_1234_56789)">' + SQUARE.format(' fill-rule="evenodd" clip-rule="evenodd"')
        + '<circle cx="70" cy="70" r="20" fill="url(#paint0_radial_1234_56789)"/></g><defs><radialGradient'
        ' id="paint0_radial_1234_56789" cx="0" cy="0" r="1" gradientUnits="userSpaceOnUse" gradientTransform='
        '"translate(70 70) rotate(90) scale(20000)"><stop stop-color="#8E2DE2"/></radialGradient><clipPath'
        ' id="clip0_1234_56789"><rect width="100" height="100" fill="white"/></clipPath></defs>',
        'width="100" height="100" viewBox="0 0 100 100" fill="none"'),
    "sprite": svg(
        '<symbol id="a" viewBox="0 0 24 24"><path d="M2 2h20v20H2z"/></symbol><use href="#a" width="50" height="50"/>'
        '<use href="#a" x="50" width="50" height="50" opacity=".5"/>'),
    "large-units": svg('<path d="M1000 1000h28000v28000h-28000z"/>', 'viewBox="0 0 30000 30000"'),
    "prefixed": b'<s:svg xmlns:s="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><s:path d="M0 0h9v9z"/></s:svg>',
}  # fmt: skip
#: Those whose few bytes may take any time, in whatever way they are written.
APART = {
    "filter": svg('<filter id="f"><feGaussianBlur stdDeviation="3"/></filter>' + SQUARE.format(' filter="url(#f)"')),
    "dashes": svg(SQUARE.format(' stroke="red" style="stroke-d&#97;sharray:3"')),
    "clips": svg("<clipPath id='c'/>" + SQUARE.format(' clip-path="u&#114;l(#c)"') * 13),
    "clips-of-all": svg("<style>*{clip-path:url(#c)}</style><clipPath id='c'/>" + SQUARE.format("") * 13),
    "many-clips": svg("<style>*{clip-path:none}</style>" + "<clipPath/>" * 300),
    "layers-of-all": svg("<style>*{opacity:.9}</style>" + SQUARE.format("") * 200),
    "far": svg('<circle r="1234567"/>'),
    "near": svg(SQUARE.format(""), 'viewBox="0 0 .001 .001"'),
    "larger": svg('<g transform="scale(50)">' * 3 + SQUARE.format("") + "</g>" * 3),
    "larger-style": svg("<style>g{transform:scale\n(50)}</style>" + SQUARE.format("")),
    "larger-boxes": svg('<svg viewBox="0 0 1 1">' * 3 + SQUARE.format("") + "</svg>" * 3),
    "letters": svg(f"<text>{'abc ' * 500}</text>"),
    "declared": svg(SQUARE.format(""), before='<!DOCTYPE svg [<!ATTLIST g xmlns CDATA "http://a">]>'),
}  # fmt: skip


@pytest.fixture
def drawn_apart(monkeypatch):
    """How many pictures are drawn in a process of their own."""
    drawn = []
    draw = apart.drawn_apart
    monkeypatch.setattr(apart, "drawn_apart", lambda arguments: drawn.append(arguments) or draw(arguments))
    return drawn


@pytest.mark.parametrize("data", QUICK.values(), ids=QUICK)
def test_ordinary_pictures_are_drawn_at_once(data, drawn_apart):
    assert decode(data, "a.svg", (400, 400)).getbbox() is not None
    assert drawn_apart == []


@pytest.mark.parametrize("data", APART.values(), ids=APART)
def test_what_may_take_long_is_drawn_apart(data, drawn_apart):
    assert decode(data, "a.svg", (400, 400)).size == (400, 400)
    assert len(drawn_apart) == 1


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        ("executable", "", "no Python here"),
        ("executable", None, "no Python here"),
        ("frozen", True, "no Python here"),
        ("executable", "/no/python", "no process can be started"),
    ],
)
def test_without_a_python_to_start(place, value, said, monkeypatch):
    monkeypatch.setattr(sys, place, value, raising=False)
    with pytest.raises(CardError, match=rf"a\.svg cannot be drawn: .*{said}"):
        decode(APART["filter"], "a.svg", (80, 80))


def test_a_process_that_ends_by_itself_is_not_said_to_lack_memory(monkeypatch, tmp_path):
    broken = tmp_path / "broken.py"
    broken.write_text("import sys\nsys.exit('no module of this name')")
    monkeypatch.setattr(apart, "__file__", str(broken))
    with pytest.raises(CardError, match=r"ended with the code 1 \(no module of this name\)"):
        decode(APART["filter"], "a.svg", (80, 80))

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_metaimage.errors import MetaImageError
from mkdocs_metaimage.routes import (
    FileKind,
    RouteTree,
    folder_path,
    image_path,
    misnamed,
    parse_file_name,
    scan,
    static_image_path,
)
from mkdocs_metaimage.routes.paths import group_suffix
from mkdocs_metaimage.routes.segments import SegmentKind, parse_segment

ROOT = Path("/routes")


def tree(*sources: str) -> RouteTree:
    return RouteTree.build((source, ROOT / source) for source in sources)


def route(url: str) -> tuple[str, ...]:
    return tuple(part for part in url.split("/") if part)


def winner(url: str, *sources: str, convention: str = "icon") -> str | None:
    """The first file that serves a page, in whatever order the files were listed."""
    match = tree(*sources).match(route(url)).get(convention)
    backwards = tree(*reversed(sources)).match(route(url)).get(convention)
    assert (match and match.files[0].source) == (backwards and backwards.files[0].source)
    return match and match.files[0].source


def segments(path: str):
    return tuple(parse_segment(text) for text in route(path))


# --- names of files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "convention", "number", "kind"),
    [
        ("favicon.ico", "favicon", "", FileKind.STATIC),
        ("icon.ico", "icon", "", FileKind.STATIC),
        ("icon.svg", "icon", "", FileKind.STATIC),
        ("icon1.png", "icon", "1", FileKind.STATIC),
        ("icon0.png", "icon", "0", FileKind.STATIC),
        ("icon12.jpeg", "icon", "12", FileKind.STATIC),
        ("icon01.png", "icon", "01", FileKind.STATIC),
        ("icon.webp", "icon", "", FileKind.STATIC),
        ("icon.py", "icon", "", FileKind.CODE),
        ("icon.html", "icon", "", FileKind.TEMPLATE),
        ("apple-icon.jpg", "apple-icon", "", FileKind.STATIC),
        ("apple-icon2.py", "apple-icon", "2", FileKind.CODE),
        ("apple_icon.py", "apple-icon", "", FileKind.CODE),
        ("opengraph-image.gif", "opengraph-image", "", FileKind.STATIC),
        ("opengraph-image.avif", "opengraph-image", "", FileKind.STATIC),
        ("opengraph-image2.py", "opengraph-image", "2", FileKind.CODE),
        ("opengraph_image2.py", "opengraph-image", "2", FileKind.CODE),
        ("opengraph-image.html", "opengraph-image", "", FileKind.TEMPLATE),
        ("opengraph-image.alt.txt", "opengraph-image", "", FileKind.ALT),
        ("opengraph-image2.alt.txt", "opengraph-image", "2", FileKind.ALT),
        ("twitter-image.jpg", "twitter-image", "", FileKind.STATIC),
        ("twitter_image.py", "twitter-image", "", FileKind.CODE),
        ("icon.alt.txt", "icon", "", FileKind.ALT),
    ],
)
def test_convention_files(name, convention, number, kind):
    parsed = parse_file_name(name)
    assert parsed is not None
    assert (parsed.convention.name, parsed.number, parsed.kind) == (convention, number, kind)
    assert name.endswith("." + parsed.extension)


@pytest.mark.parametrize(
    "name",
    [
        "favicon.png",
        "favicon.py",
        "favicon.html",
        "favicon1.ico",
        "Icon.png",
        "icon.PNG",
        "icon.gif",
        "icon-1.png",
        "icon-dark.svg",
        "icon_1.py",
        "icons.png",
        "icon.min.png",
        "icon.txt",
        "icon.pyc",
        "icon",
        "icon.",
        ".icon.png",
        "icon１.png",  # not an ASCII digit
        "icon1 .png",
        "apple-icon.svg",
        "apple-icon.ico",
        "appleicon.png",
        "apple_icon.png",
        "opengraph-image.svg",
        "opengraph_image.png",
        "opengraph_image.html",
        "opengraph_image.alt.txt",
        "my-opengraph-image.png",
        "1.png",
        "index.md",
        "",
    ],
)
def test_other_files(name):
    assert parse_file_name(name) is None


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("opengraph-image.svg", "takes .jpg, .jpeg, .png, .gif, .webp, .avif, .py and .html"),
        ("opengraph-image2.tsx", "takes .jpg, .jpeg, .png, .gif, .webp, .avif, .py and .html"),
        ("twitter-image.BMP", "takes .jpg,"),
        ("apple-icon.svg", "takes .jpg, .jpeg, .png, .webp, .avif, .py and .html"),
        ("opengraph_image.html", 'has to be "opengraph-image.html"'),
        ("OpenGraph-Image2.PNG", 'has to be "opengraph-image2.png"'),
    ],
)
def test_a_file_that_is_passed_over_for_its_name_is_told_the_right_one(name, mend):
    assert mend in misnamed(name)


@pytest.mark.parametrize(
    "name",
    [
        "opengraph-image.png",
        "opengraph_image.py",
        "opengraph-image.alt.txt",
        "opengraph-image.md",
        "opengraph-images.svg",
        "opengraph-image",
        "favicon.png",
        "icon.md",
        "icon.js",
        "",
    ],
)
def test_a_file_that_is_something_else_is_told_nothing(name):
    assert misnamed(name) is None


# --- names of folders -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("shop", SegmentKind.LITERAL, "shop"),
        ("[slug]", SegmentKind.DYNAMIC, "slug"),
        ("[...slug]", SegmentKind.CATCH_ALL, "slug"),
        ("[[...slug]]", SegmentKind.OPTIONAL_CATCH_ALL, "slug"),
        ("(marketing)", SegmentKind.GROUP, "marketing"),
        ("[page-id]", SegmentKind.DYNAMIC, "page-id"),
        ("a[b]", SegmentKind.LITERAL, "a[b]"),
        ("[draft] notes", SegmentKind.LITERAL, "[draft] notes"),
        ("[a", SegmentKind.LITERAL, "[a"),
        ("a]", SegmentKind.LITERAL, "a]"),
        ("(a", SegmentKind.LITERAL, "(a"),
        ("(a) b", SegmentKind.LITERAL, "(a) b"),
        ("v1.2", SegmentKind.LITERAL, "v1.2"),
        ("...", SegmentKind.LITERAL, "..."),
        ("é à", SegmentKind.LITERAL, "é à"),
    ],
)
def test_segments(text, kind, name):
    segment = parse_segment(text)
    assert (segment.kind, segment.name, segment.text) == (kind, name, text)


@pytest.mark.parametrize("text", ["[]", "[...]", "[[...]]", "()", "[ ]", "[[]]", "( )", "[... ]"])
def test_an_empty_name_is_an_error(text):
    with pytest.raises(MetaImageError, match="empty name") as error:
        parse_segment(text, ROOT / text / "icon.png")
    assert f'"{text}"' in str(error.value)
    assert error.value.file == ROOT / text / "icon.png"
    assert error.value.hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("[[a]]", "[[...a]]"),
        ("[[...a]", "[...slug]"),
        ("[...a]]", "[...slug]"),
        ("[...a", "[...name]"),
        ("[[a", "[[...name]]"),
        ("[a][b]", "[slug]"),
        ("[.a]", "[name]"),
        ("[..a]", "[...name]"),
        ("[....a]", "[...name]"),
        ("[…a]", "three dots"),
        ("[[…a]]", "three dots"),
    ],
)
def test_a_broken_dynamic_segment_is_an_error_that_shows_a_right_one(text, hint):
    with pytest.raises(MetaImageError) as error:
        parse_segment(text)
    assert f'"{text}"' in error.value.message
    assert hint in str(error.value.hint)


# --- the tree ---------------------------------------------------------------------------------------------


def test_files_of_a_folder_unnumbered_first_then_by_number_then_by_extension():
    listing = ["icon10.png", "icon2.png", "icon.svg", "icon.png", "icon0.png", "icon2.jpg", "icon.py"]
    match = tree(*listing).match(())["icon"]
    assert [file.source for file in match.files] == [
        "icon.png",
        "icon.py",
        "icon.svg",
        "icon0.png",
        "icon2.jpg",
        "icon2.png",
        "icon10.png",
    ]


def test_numbers_that_differ_in_zeros_are_two_files():
    files = tree("icon01.png", "icon1.png").match(())["icon"].files
    assert [static_image_path(file) for file in files] == ["icon01.png", "icon1.png"]


def test_what_a_file_knows_of_itself():
    (file,) = tree("shop/(g)/[slug]/apple_icon2.py").files()
    assert file.convention.name == "apple-icon"
    assert (file.number, file.kind, file.extension) == ("2", FileKind.CODE, "py")
    assert [segment.text for segment in file.folder] == ["shop", "(g)", "[slug]"]
    assert file.source == "shop/(g)/[slug]/apple_icon2.py"
    assert file.path == ROOT / file.source
    assert file.stem == "apple-icon2"


def test_favicon_counts_in_the_root_only():
    built = tree("favicon.ico", "shop/favicon.ico", "(g)/favicon.ico")
    assert [file.source for file in built.files()] == ["favicon.ico"]
    assert set(built.match(("shop", "1"))) == {"favicon"}


def test_alt_text_belongs_to_the_static_file_of_its_name():
    built = tree(
        "opengraph-image.png",
        "opengraph-image.alt.txt",
        "opengraph-image2.jpg",
        "opengraph-image2.alt.txt",
        "opengraph-image3.png",
        "twitter-image.png",
        "shop/twitter-image.gif",
        "shop/twitter-image.alt.txt",
    )
    assert {file.source: file.alt and file.alt.name for file in built.files()} == {
        "opengraph-image.png": "opengraph-image.alt.txt",
        "opengraph-image2.jpg": "opengraph-image2.alt.txt",
        "opengraph-image3.png": None,
        "twitter-image.png": None,
        "shop/twitter-image.gif": "twitter-image.alt.txt",
    }


@pytest.mark.parametrize("name", ["opengraph-image.py", "opengraph-image.html", "icon.png"])
def test_alt_text_beside_code_or_an_icon_has_no_effect_and_is_not_published(name):
    alt = name.partition(".")[0] + ".alt.txt"
    built = tree(name, alt)
    assert [file.alt for file in built.files()] == [None]
    assert alt in built.unpublished


def test_two_static_files_of_one_name_share_their_alt_text():
    files = tree("opengraph-image.png", "opengraph-image.jpg", "opengraph-image.alt.txt").files()
    assert [file.alt for file in files] == [ROOT / "opengraph-image.alt.txt"] * 2


def test_code_templates_and_alt_texts_are_not_published_and_all_else_is():
    built = tree(
        "icon.py",
        "opengraph-image.html",
        "shop/twitter-image.alt.txt",
        "shop/twitter_image.py",
        "icon.svg",
        "favicon.ico",
        "downloads/script.py",
        "index.md",
        "colors.py",
        "about.html",
    )
    assert built.unpublished == {
        "icon.py",
        "opengraph-image.html",
        "shop/twitter-image.alt.txt",
        "shop/twitter_image.py",
    }


@pytest.mark.parametrize("base", ["opengraph_image", "twitter_image", "apple_icon"])
def test_hyphen_and_underscore_in_one_folder_are_an_error(base):
    names = [f"shop/{base}.py", f"shop/{base.replace('_', '-')}.py"]
    with pytest.raises(MetaImageError) as error:
        tree(*names)
    assert all(f'"{name}"' in error.value.message for name in names)


def test_hyphen_and_underscore_in_two_folders_or_with_two_numbers_are_fine():
    built = tree("opengraph_image.py", "shop/opengraph-image.py", "opengraph-image2.py")
    assert len(built.files()) == 3


def test_an_empty_tree_serves_nothing():
    assert tree().match(()) == {}
    assert tree("index.md", "assets/logo.png").match(("a", "b")) == {}
    assert tree().files() == ()


# --- errors of folders ------------------------------------------------------------------------------------

MISTAKES = [
    ("a folder below a catch-all", ["[...a]/b/icon.png"], ["b", "[...a]"]),
    ("a folder below an optional one", ["x/[[...a]]/b/icon.png"], ["b", "[[...a]]"]),
    ("a catch-all below a catch-all", ["[...a]/[...b]/icon.png"], ["[...a]", "[...b]"]),
    ("a group does not help", ["[...a]/(g)/b/icon.png"], ["b", "[...a]"]),
    ("two names", ["shop/[a]/icon.png", "shop/[b]/icon.png"], ["shop/[a]", "shop/[b]"]),
    ("of two conventions", ["[a]/icon.png", "[b]/opengraph-image.py"], ["[a]", "[b]"]),
    ("of catch-alls", ["[...a]/icon.png", "[...b]/icon.png"], ["[...a]", "[...b]"]),
    ("of optional ones", ["[[...a]]/icon.png", "[[...b]]/icon.png"], ["[[...a]]", "[[...b]]"]),
    ("of both kinds", ["[...a]/icon.png", "[[...b]]/icon.png"], ["[...a]", "[[...b]]"]),
    ("even of one name", ["[...a]/icon.png", "[[...a]]/icon.png"], ["[...a]", "[[...a]]"]),
    ("in two groups", ["(g)/[a]/icon.png", "(h)/[b]/icon.png"], ["(g)/[a]", "(h)/[b]"]),
    ("in a group and beside it", ["(g)/[a]/icon.png", "[b]/icon.png"], ["(g)/[a]", "[b]"]),
    ("below one dynamic folder", ["[x]/[a]/icon.py", "(g)/[x]/[b]/icon.py"], ["[x]/[a]", "(g)/[x]/[b]"]),
    ("further down", ["[a]/x/icon.png", "[b]/y/icon.png"], ["[a]", "[b]"]),
    ("one name twice", ["[a]/x/[a]/icon.png"], ["[a]", "[a]/x/[a]"]),
    ("in two kinds", ["[a]/[...a]/icon.png"], ["[a]", "[...a]"]),
    ("an empty name", ["shop/[]/icon.png"], ["[]"]),
    ("an empty name further up", ["[...]/shop/icon.png"], ["[...]"]),
]


@pytest.mark.parametrize(
    ("sources", "named"), [row[1:] for row in MISTAKES], ids=[row[0] for row in MISTAKES]
)
def test_mistakes_in_folders(sources, named):
    messages = []
    for order in (sources, list(reversed(sources))):
        with pytest.raises(MetaImageError) as error:
            tree(*order)
        assert all(f'"{name}"' in error.value.message for name in named)
        assert error.value.file in [ROOT / source for source in sources]
        assert error.value.hint
        messages.append(str(error.value))
    assert messages[0] == messages[1]


@pytest.mark.parametrize("sources", [row[1] for row in MISTAKES], ids=[row[0] for row in MISTAKES])
def test_ordinary_folders_may_be_called_anything(sources):
    plain = [source.rpartition("/")[0] + "/photo.png" for source in sources]
    alts = [source.rpartition("/")[0] + "/opengraph-image.alt.txt" for source in sources]
    built = tree("icon.png", *plain, *alts)
    assert [file.source for file in built.files()] == ["icon.png"]
    assert built.root.others == ()


@pytest.mark.parametrize(
    "sources",
    [
        ["[a]/icon.png", "[...b]/icon.png"],
        ["[a]/icon.png", "[[...b]]/icon.png"],
        ["[a]/[b]/icon.png", "x/[c]/icon.png"],
        ["[a]/icon.png", "[a]/[b]/icon.png"],
        ["[...a]/(g)/icon.png"],
        ["(g)/[a]/icon.png", "(h)/[a]/opengraph-image.png"],
        ["x/[a]/icon.png", "y/[b]/icon.png"],
        ["[a]/(a)/a/icon.png"],
    ],
)
def test_what_is_no_mistake(sources):
    assert len(tree(*sources).files()) == len(sources)


# --- who serves a page ------------------------------------------------------------------------------------

PRECEDENCE = [
    # The page, the files, and the one that wins.
    ("/", ["icon.png"], "icon.png"),
    ("/a/b/c/", ["icon.png"], "icon.png"),
    ("/shop/", ["icon.png", "shop/icon.png"], "shop/icon.png"),
    ("/shop/1/", ["icon.png", "shop/icon.png"], "shop/icon.png"),
    ("/about/", ["icon.png", "shop/icon.png"], "icon.png"),
    ("/shopping/", ["shop/icon.png"], None),
    ("/Shop/", ["shop/icon.png"], None),
    ("/", ["assets/icon.svg"], None),
    ("/", ["[x]/icon.png"], None),
    ("/a/", ["[x]/icon.png"], "[x]/icon.png"),
    ("/a/b/", ["[x]/icon.png"], "[x]/icon.png"),
    ("/", ["[...x]/icon.png"], None),
    ("/a/b/", ["[...x]/icon.png"], "[...x]/icon.png"),
    ("/", ["[[...x]]/icon.png"], "[[...x]]/icon.png"),
    ("/a/b/", ["[[...x]]/icon.png"], "[[...x]]/icon.png"),
    # The contract's own examples.
    ("/guide/install/", ["guide/icon.png", "[[...slug]]/icon.png"], "guide/icon.png"),
    ("/guide/install/", ["guide/icon.png", "guide/[page]/icon.png"], "guide/[page]/icon.png"),
    ("/guide/", ["guide/icon.png", "guide/[page]/icon.png"], "guide/icon.png"),
    ("/shop/two/three/", ["shop/[...y]/icon.png", "shop/[x]/icon.png"], "shop/[...y]/icon.png"),
    ("/shop/two/", ["shop/opengraph-image.png", "[x]/[y]/icon.png"], "[x]/[y]/icon.png"),
    ("/shop/", ["shop/[[...y]]/opengraph-image.py", "[x]/icon.png", "shop/a/icon.png"], "[x]/icon.png"),
    ("/shop/", ["shop/icon.png", "shop/(g)/icon.png"], "shop/(g)/icon.png"),
    ("/shop/1/", ["shop/icon.png", "shop/(g)/icon.png"], "shop/(g)/icon.png"),
    ("/", ["icon.png", "(g)/icon.png"], "(g)/icon.png"),
    # Each rank against the next one, at one step.
    ("/a/", ["a/icon.png", "[x]/icon.png"], "a/icon.png"),
    ("/a/b/", ["a/icon.png", "[x]/[y]/icon.png"], "a/icon.png"),
    ("/a/", ["[x]/icon.png", "[...y]/icon.png"], "[x]/icon.png"),
    ("/a/b/", ["[x]/[z]/icon.png", "[...y]/icon.png"], "[x]/[z]/icon.png"),
    ("/a/b/", ["[x]/b/icon.png", "[...y]/icon.png"], "[x]/b/icon.png"),
    ("/a/b/c/", ["[x]/[...z]/icon.png", "[...y]/icon.png"], "[x]/[...z]/icon.png"),
    ("/a/", ["[x]/[[...z]]/icon.png", "[...y]/icon.png"], "[x]/[[...z]]/icon.png"),
    ("/a/b/", ["x/[[...y]]/icon.png", "[...y]/icon.png"], "[...y]/icon.png"),
    ("/a/b/", ["[...y]/icon.png", "[x]/icon.png"], "[...y]/icon.png"),
    ("/a/b/", ["[[...y]]/icon.png", "[x]/icon.png"], "[[...y]]/icon.png"),
    ("/a/", ["[[...y]]/icon.png", "[x]/icon.png"], "[x]/icon.png"),
    ("/a/b/", ["[x]/icon.png", "icon.png"], "[x]/icon.png"),
    ("/", ["[[...y]]/icon.png", "icon.png"], "[[...y]]/icon.png"),
    ("/a/", ["a/[[...y]]/icon.png", "a/icon.png"], "a/[[...y]]/icon.png"),
    ("/a/", ["[x]/[[...y]]/icon.png", "[x]/icon.png"], "[x]/[[...y]]/icon.png"),
    # The first step decides, however much the others would.
    ("/a/b/c/", ["a/[x]/icon.png", "[y]/b/c/icon.png"], "a/[x]/icon.png"),
    ("/a/b/", ["a/icon.png", "[x]/b/icon.png"], "a/icon.png"),
    ("/en/docs/x/", ["[lang]/docs/icon.png", "[lang]/[...r]/icon.png"], "[lang]/[...r]/icon.png"),
    # A group costs nothing, wherever it is.
    ("/shop/", ["(g)/shop/icon.png"], "(g)/shop/icon.png"),
    ("/shop/1/", ["(g)/shop/(h)/[x]/icon.png"], "(g)/shop/(h)/[x]/icon.png"),
    ("/shop/", ["(g)/icon.png", "shop/icon.png"], "shop/icon.png"),
    ("/shop/", ["(g)/shop/icon.png", "shop/icon.png"], "(g)/shop/icon.png"),
    ("/shop/", ["(g)/shop/icon.png", "(h)/icon.png"], "(g)/shop/icon.png"),
    ("/", ["(g)/(h)/icon.png", "(g)/icon.png", "icon.png"], "(g)/(h)/icon.png"),
    ("/", ["(g)/(h)/icon.png", "(h)/icon.png"], "(g)/(h)/icon.png"),
    ("/a/", ["[...x]/(g)/icon.png", "[...x]/icon.png"], "[...x]/(g)/icon.png"),
    # A page inside a group's folder has the group's name in its URL.
    ("/(g)/", ["(g)/icon.png", "icon.png"], "(g)/icon.png"),
    ("/(g)/a/", ["(g)/icon.png", "(h)/icon.png"], "(g)/icon.png"),
    ("/(g)/a/", ["(g)/icon.png", "[x]/[y]/icon.png"], "(g)/icon.png"),
    ("/(g)/a/", ["(g)/opengraph-image.png", "[x]/[y]/icon.png"], "[x]/[y]/icon.png"),
    ("/(g)/a/", ["(g)/icon.png", "[...x]/icon.png"], "(g)/icon.png"),
    ("/(g)/a/", ["(g)/icon.png", "(g)/a/icon.png", "(g)/[x]/icon.png"], "(g)/a/icon.png"),
    ("/shop/(g)/a/", ["shop/(g)/icon.png", "shop/[...x]/icon.png"], "shop/(g)/icon.png"),
    ("/(g)/", ["(h)/(g)/icon.png", "(g)/icon.png"], "(h)/(g)/icon.png"),
    ("/g/", ["(g)/icon.png", "[x]/icon.png"], "[x]/icon.png"),
]


@pytest.mark.parametrize(("url", "sources", "expected"), PRECEDENCE)
def test_precedence(url, sources, expected):
    assert winner(url, *sources) == expected


def test_the_name_of_a_dynamic_folder_is_no_literal():
    match = tree("[slug]/icon.png").match(("[slug]",))["icon"]
    assert match.params == {"slug": "[slug]"}


def test_conventions_are_decided_one_by_one():
    built = tree(
        "favicon.ico",
        "icon.png",
        "apple-icon.png",
        "opengraph-image.png",
        "shop/icon.png",
        "shop/[slug]/opengraph-image.py",
        "shop/[...all]/twitter-image.png",
    )
    winners = {name: match.files[0].source for name, match in built.match(("shop", "1")).items()}
    assert winners == {
        "favicon": "favicon.ico",
        "icon": "shop/icon.png",
        "apple-icon": "apple-icon.png",
        "opengraph-image": "shop/[slug]/opengraph-image.py",
        "twitter-image": "shop/[...all]/twitter-image.png",
    }


def test_the_winner_replaces_and_never_merges():
    built = tree("icon.png", "icon1.png", "icon2.png", "shop/icon2.png")
    assert [file.source for file in built.match(("shop",))["icon"].files] == ["shop/icon2.png"]


@pytest.mark.parametrize(
    ("url", "sources"),
    [
        ("/", ["(a)/icon.png", "(b)/icon.png"]),
        ("/x/y/", ["(a)/icon.png", "(b)/icon.png", "icon.png"]),
        ("/x/", ["(a)/x/icon.png", "(b)/x/icon.png"]),
        ("/x/", ["(a)/x/icon.png", "x/(b)/icon.png"]),
        ("/x/", ["(a)/[p]/icon.png", "(b)/[p]/icon.png"]),
        ("/", ["(a)/(b)/icon.png", "(c)/icon.png"]),
        ("/", ["(a)/(b)/icon.png", "(b)/(a)/icon.png"]),
    ],
)
def test_a_tie_of_two_groups_names_both_files(url, sources):
    messages = []
    for order in (sources, list(reversed(sources))):
        with pytest.raises(MetaImageError) as error:
            tree(*order).match(route(url))
        messages.append(str(error.value))
    assert messages[0] == messages[1]
    assert all(f'"{source}"' in messages[0] for source in sources[:2])
    assert url.rstrip("/") in messages[0]


def test_groups_of_pages_that_nobody_asks_for_do_not_tie():
    built = tree("shop/(a)/icon.png", "shop/(b)/icon.png", "icon.png")
    assert built.match(())["icon"].files[0].source == "icon.png"
    assert built.match(("shop", "(a)"))["icon"].files[0].source == "shop/(a)/icon.png"


def test_a_tie_that_a_third_folder_beats_is_none():
    assert winner("/shop/", "(a)/icon.png", "(b)/icon.png", "shop/icon.png") == "shop/icon.png"
    assert winner("/", "(a)/icon.png", "(b)/icon.png", "(b)/(a)/icon.png", "(a)/(b)/(a)/icon.png")


def test_groups_with_different_conventions_do_not_tie():
    matches = tree("(a)/icon.png", "(b)/opengraph-image.png").match(())
    assert set(matches) == {"icon", "opengraph-image"}


# --- params -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "url", "params"),
    [
        ("shop/icon.py", "/shop/", None),
        ("shop/[slug]/icon.py", "/shop/1/", {"slug": "1"}),
        ("shop/[tag]/[item]/icon.py", "/shop/1/2/", {"tag": "1", "item": "2"}),
        ("shop/[...slug]/icon.py", "/shop/1/2/", {"slug": ["1", "2"]}),
        ("shop/[[...slug]]/icon.py", "/shop/", {}),
        ("[lang]/docs/[...slug]/icon.py", "/fr/docs/a/b/", {"lang": "fr", "slug": ["a", "b"]}),
        # What follows from these.
        ("icon.py", "/shop/1/", None),
        ("(g)/icon.py", "/", None),
        ("shop/[...slug]/icon.py", "/shop/1/", {"slug": ["1"]}),
        ("shop/[[...slug]]/icon.py", "/shop/1/2/", {"slug": ["1", "2"]}),
        ("[lang]/[[...slug]]/icon.py", "/fr/", {"lang": "fr"}),
        ("shop/[slug]/icon.py", "/shop/1/2/3/", {"slug": "1"}),
        ("[lang]/docs/icon.py", "/fr/docs/a/", {"lang": "fr"}),
        ("(g)/[a]/(h)/icon.py", "/x/y/", {"a": "x"}),
        ("[word]/icon.py", "/é/", {"word": "é"}),
        ("[word]/icon.py", "/a b/", {"word": "a b"}),
        ("(g)/[a]/icon.py", "/(g)/x/", {"a": "x"}),
        ("(g)/[[...a]]/icon.py", "/(g)/x/y/", {"a": ["x", "y"]}),
        ("(g)/[[...a]]/icon.py", "/(g)/", {}),
        ("[...a]/(g)/icon.py", "/x/y/", {"a": ["x", "y"]}),
    ],
)
def test_params(source, url, params):
    match = tree(source).match(route(url))["icon"]
    assert match.params == params
    assert (match.params is None) is (params is None)


def test_only_params_down_to_the_files_own_folder():
    matches = tree("[a]/icon.py", "[a]/[b]/opengraph-image.py").match(("x", "y"))
    assert matches["icon"].params == {"a": "x"}
    assert matches["opengraph-image"].params == {"a": "x", "b": "y"}


def test_the_params_of_one_match_are_nobody_elses():
    built = tree("[...a]/icon.py")
    first, second = (built.match(("x", "y"))["icon"].params for _ in range(2))
    assert first is not None
    assert first == second
    assert first is not second
    assert first["a"] is not second["a"]


# --- paths ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "suffix"),
    [
        ("", ""),
        ("shop", ""),
        ("[slug]", ""),
        ("(marketing)", "pwu6ef"),
        ("(group)/static", "hwkw89"),
        ("(site)/[locale]", "1yhjss"),
    ],
)
def test_group_suffix(path, suffix):
    assert group_suffix(segments(path)) == suffix


def test_group_suffix_counts_as_javascript_does():
    assert group_suffix(segments("(😀)")) != group_suffix(segments("(\uf600)"))
    assert len(group_suffix(segments("(日本語)"))) == 6


@given(st.lists(st.sampled_from(["a", "(b)", "[c]", "é", "(日)"]), min_size=1, max_size=4))
def test_group_suffix_is_short_and_there_with_groups_only(parts):
    suffix = group_suffix(segments("/".join(parts)))
    assert bool(suffix) is any(part.startswith("(") for part in parts)
    assert len(suffix) <= 6
    assert suffix == "" or (suffix.isalnum() and suffix.isascii() and suffix == suffix.lower())


@pytest.mark.parametrize(
    ("source", "url", "expected"),
    [
        ("icon.py", "/shop/1/", ""),
        ("shop/icon.py", "/shop/1/", "shop"),
        ("shop/[slug]/icon.py", "/shop/1/2/", "shop/1"),
        ("shop/[...slug]/icon.py", "/shop/1/2/", "shop/1/2"),
        ("shop/[[...slug]]/icon.py", "/shop/", "shop"),
        ("[[...slug]]/icon.py", "/", ""),
        ("(g)/shop/(h)/[slug]/icon.py", "/shop/1/", "shop/1"),
        ("[lang]/a b/icon.py", "/é/a b/", "é/a b"),
    ],
)
def test_folder_path(source, url, expected):
    match = tree(source).match(route(url))["icon"]
    assert folder_path(match.folder.segments, match.params) == expected


@pytest.mark.parametrize(
    ("source", "home", "image_id", "extension", "expected"),
    [
        ("icon.py", "", None, "png", "icon.png"),
        ("icon.py", "", "small", "png", "icon/small.png"),
        ("icon.py", "", 0, "svg", "icon/0.svg"),
        ("icon2.py", "shop/1", None, "png", "shop/1/icon2.png"),
        ("opengraph_image.py", "docs/install", None, "jpg", "docs/install/opengraph-image.jpg"),
        ("opengraph-image.html", "docs/install", None, "webp", "docs/install/opengraph-image.webp"),
        ("(marketing)/opengraph-image.py", "", None, "png", "opengraph-image-pwu6ef.png"),
        ("(marketing)/opengraph-image2.py", "a", None, "png", "a/opengraph-image2-pwu6ef.png"),
        ("(marketing)/opengraph-image2.py", "a", "x.y", "png", "a/opengraph-image2-pwu6ef/x.y.png"),
        ("(group)/static/icon.py", "static", 7, "png", "static/icon-hwkw89/7.png"),
    ],
)
def test_image_path(source, home, image_id, extension, expected):
    (file,) = tree(source).files()
    assert image_path(home, file, extension, image_id) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("favicon.ico", "favicon.ico"),
        ("icon1.png", "icon1.png"),
        ("opengraph-image.jpeg", "opengraph-image.jpeg"),
        ("shop/icon.svg", "shop/icon.svg"),
        ("shop/[slug]/icon.png", "shop/-/icon.png"),
        ("[lang]/docs/[...slug]/icon.png", "-/docs/-/icon.png"),
        ("[[...slug]]/icon.png", "-/icon.png"),
        ("(group)/static/icon1.png", "static/icon1-hwkw89.png"),
        ("(marketing)/opengraph-image.gif", "opengraph-image-pwu6ef.gif"),
    ],
)
def test_static_image_path(source, expected):
    (file,) = tree(source).files()
    assert static_image_path(file) == expected


# --- listing a folder -------------------------------------------------------------------------------------


def write(root: Path, *sources: str) -> None:
    for source in sources:
        (root / source).parent.mkdir(parents=True, exist_ok=True)
        (root / source).write_bytes(b"")


def test_scan_is_sorted_and_leaves_out_what_tools_leave_behind(tmp_path):
    write(
        tmp_path,
        "shop/[slug]/icon.py",
        "icon.png",
        "__pycache__/icon.py",
        "shop/__pycache__/icon.cpython-311.pyc",
        ".git/icon.png",
        ".icon.png",
        "node_modules/next/icon.png",
    )
    assert scan(tmp_path) == [
        ("icon.png", tmp_path / "icon.png"),
        ("shop/[slug]/icon.py", tmp_path / "shop/[slug]/icon.py"),
    ]


def test_scan_follows_links_but_not_in_circles(tmp_path):
    write(tmp_path, "routes/icon.png", "elsewhere/shop/icon.png")
    routes = tmp_path / "routes"
    (routes / "linked").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (routes / "again").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (routes / "circle").symlink_to(routes, target_is_directory=True)
    (tmp_path / "elsewhere/back").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert [source for source, _ in scan(routes)] == [
        "again/shop/icon.png",
        "icon.png",
        "linked/shop/icon.png",
    ]


def test_scan_lists_a_link_to_nowhere_so_that_its_reader_complains(tmp_path):
    (tmp_path / "icon.png").symlink_to(tmp_path / "gone.png")
    assert [source for source, _ in scan(tmp_path)] == ["icon.png"]


def test_a_missing_folder_is_an_error(tmp_path):
    with pytest.raises(MetaImageError) as error:
        scan(tmp_path / "routes")
    assert error.value.file == tmp_path / "routes"
    assert os.strerror(2) in error.value.message


def test_scanned_files_make_a_tree(tmp_path):
    write(tmp_path, "[slug]/opengraph-image.png", "[slug]/opengraph-image.alt.txt")
    match = RouteTree.build(scan(tmp_path)).match(("a",))["opengraph-image"]
    assert match.files[0].path == tmp_path / "[slug]/opengraph-image.png"
    assert match.files[0].alt == tmp_path / "[slug]/opengraph-image.alt.txt"


# --- properties -------------------------------------------------------------------------------------------

NAMES = st.sampled_from(["a", "b", "[x]", "[...y]", "[[...z]]", "(g)", "(h)"])
FILES = st.sampled_from(["icon.png", "icon1.py", "opengraph-image.py"])
SOURCES = st.lists(
    st.tuples(st.lists(NAMES, max_size=3), FILES).map(lambda pair: "/".join([*pair[0], pair[1]])),
    min_size=1,
    max_size=7,
    unique=True,
)
ROUTES = st.lists(st.sampled_from(["a", "b", "c", "(g)"]), max_size=3).map(tuple)


def outcome(sources, page):
    try:
        matches = tree(*sources).match(page)
    except MetaImageError as error:
        return str(error)
    return {name: ([file.source for file in match.files], match.params) for name, match in matches.items()}


@given(SOURCES, ROUTES, st.randoms(use_true_random=False))
def test_the_order_of_the_listing_does_not_matter(sources, page, shuffler):
    shuffled = list(sources)
    shuffler.shuffle(shuffled)
    assert outcome(sources, page) == outcome(shuffled, page)


@given(SOURCES, ROUTES)
def test_params_put_into_the_folder_give_the_beginning_of_the_route(sources, page):
    try:
        matches = tree(*sources).match(page)
    except MetaImageError:
        return
    for match in matches.values():
        rest = iter(page)
        for part in route(folder_path(match.folder.segments, match.params)):
            # What groups took by their names is all that is missing before the last part.
            assert next((each for each in rest if each == part or each != "(g)"), None) == part
        dynamic = [segment for segment in match.folder.segments if segment.is_dynamic]
        assert (match.params is None) is (not dynamic)
        assert set(match.params or {}) <= {segment.name for segment in dynamic}


@given(SOURCES, ROUTES)
def test_a_file_in_the_root_serves_every_page_that_no_other_does(sources, page):
    try:
        matches = tree("icon.png", *sources).match(page)
    except MetaImageError:
        return
    assert "icon" in matches


@given(SOURCES, ROUTES)
def test_other_conventions_do_not_change_the_winner(sources, page):
    icons = [source for source in sources if "icon" in source]
    both, alone = outcome(sources, page), outcome(icons, page)
    if isinstance(both, dict) and isinstance(alone, dict):
        assert both.get("icon") == alone.get("icon")


# --- the chain --------------------------------------------------------------------------------------------


def test_the_chain_goes_from_the_root_to_what_serves_the_page():
    links = tree(
        "icon.png",
        "opengraph-image.py",
        "docs/[...rest]/opengraph-image.py",
        "docs/[topic]/opengraph-image.html",
        "docs/setup/icon.svg",
        "blog/icon.png",
    ).chain(("docs", "setup"))
    assert [
        ("/".join(part.text for part in link.folder.segments), link.params, link.taken) for link in links
    ] == [
        ("", None, ()),
        ("docs/[...rest]", {"rest": ["setup"]}, ("docs", "setup")),
        ("docs/[topic]", {"topic": "setup"}, ("docs", "setup")),
        ("docs/setup", None, ("docs", "setup")),
    ]
    assert [sorted(link.wins) for link in links] == [[], [], ["opengraph-image"], ["icon"]]


def test_of_two_groups_with_an_equal_claim_neither_wins():
    links = tree("(a)/icon.png", "(b)/icon.png", "apple-icon.png").chain(())
    assert [sorted(link.wins) for link in links] == [["apple-icon"], [], []]


@given(SOURCES, ROUTES)
def test_the_chain_tells_who_wins_as_matching_does(sources, page):
    try:
        built = tree(*sources)
    except MetaImageError:
        return
    links = built.chain(page)
    assert len({id(link.folder) for link in links}) == len(links)
    assert all(link.taken == tuple(page[: len(link.taken)]) for link in links)
    try:
        matches = built.match(page)
    except MetaImageError:
        return
    won = {name: (link.folder, link.params) for link in links for name in link.wins}
    assert won == {name: (match.folder, match.params) for name, match in matches.items()}

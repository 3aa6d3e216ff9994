"""Why a page has its images, in sentences that say which file, which folder and which rule."""

from __future__ import annotations

import pytest
from preview.drafts import page

from mkdocs_metaimage.preview.attempts import Attempt
from mkdocs_metaimage.preview.explaining import explain
from mkdocs_metaimage.preview.planning import plan_page

CARD = "{{ page.title }}"
ICON = "<b>A</b>"


def _explained(view, key, attempt=None):
    drafted = plan_page(view.draft, key, attempt)
    chain = view.draft.tree.chain(drafted.docs_page.page.route)
    return explain(drafted, view.draft, chain, view.heads.read(drafted, view.draft))


def test_without_any_file_the_template_draws_the_card(look):
    found = _explained(look(template="blog"), "index.md")
    card = found["opengraph-image"]
    assert (card.by, card.files) == ("template", ("mkdocs_metaimage/templates/blog.html",))
    assert card.why == (
        "No opengraph-image file serves this page, so the template `blog` (option `template`) draws its card."
    )
    assert found["twitter-image"].by == "template"
    assert found["twitter-image"].files == card.files
    assert found["twitter-image"].why == (
        "No twitter-image file serves this page, so X shows the opengraph-image."
    )
    assert found["icon"].by == "none"
    assert found["icon"].why == "No icon file serves this page, and no template draws icons."
    assert found["favicon"].why == "There is no favicon.ico in the root folder, the only place for it."


@pytest.mark.parametrize(
    ("folders", "route", "winner", "said"),
    [
        ([""], "a/b", "docs", "the only folder that serves"),
        (["", "a"], "a/b", "docs/a", "the deepest folder that serves"),
        (["", "a", "a/[x]"], "a/b", "docs/a/[x]", "the deepest folder that serves this page and has an opengraph-image. Here x is b."),
        (["a", "[...x]"], "a/b", "docs/a", "the literal folder a goes before [...x]"),
        (["a/[x]", "a/[...y]"], "a/b", "docs/a/[x]", "[x], which takes one segment, goes before [...y], which takes all that follow"),
        (["a/[x]", "a/[...y]"], "a/b/c", "docs/a/[...y]", "[...y] takes all of this page's path, and [x] only a part of it. Here y is b/c."),
        (["a/[x]", "a/[[...y]]"], "a/b", "docs/a/[x]", "[x], which takes one segment, goes before [[...y]]"),
        (["", "(g)"], "a", "docs/(g)", "the deepest folder that serves"),
        (["a", "(g)/a"], "a", "docs/(g)/a", "a group goes before /a"),
        (["[x]", "[x]/[y]"], "a/b", "docs/[x]/[y]", "Here x is a and y is b."),
    ],
)  # fmt: skip
def test_the_folder_that_wins_and_the_rule_by_which(look, folders, route, winner, said):
    files = {f"docs/{folder}/opengraph-image.html".replace("//", "/"): CARD for folder in folders}
    found = _explained(look([page(f"{route}.md")], files), f"{route}.md")["opengraph-image"]
    assert (found.by, found.files) == ("file", (f"{winner}/opengraph-image.html",))
    assert found.why.startswith(f"{winner}/opengraph-image.html lies in ")
    assert said in found.why
    assert found.why.endswith(".")
    assert ".." not in found.why.replace("...", "")


def test_several_files_of_a_folder(look):
    files = {"docs/icon.html": ICON, "docs/icon2.html": ICON, "docs/favicon.ico": b"x"}
    found = _explained(look(files=files), "index.md")
    assert found["icon"].files == ("docs/icon.html", "docs/icon2.html")
    assert found["icon"].why == (
        "docs/icon.html and docs/icon2.html lie in the only folder that serves this page and has an icon."
    )
    assert (
        found["favicon"].why == "docs/favicon.ico lies in the root folder, from where it serves every page."
    )


def test_files_for_x_alone(look):
    files = {"docs/twitter-image.html": CARD, "docs/opengraph-image.html": CARD}
    found = _explained(look(files=files), "index.md")
    assert found["twitter-image"].files == ("docs/twitter-image.html",)
    assert "has a twitter-image." in found["twitter-image"].why


def test_a_file_that_gives_none(look):
    code = "def generate_image_metadata():\n    return []\ndef image(id, page):\n    return None\n"
    files = {"docs/opengraph-image.py": code, "docs/twitter-image.py": code}
    found = _explained(look(files=files), "index.md")
    assert found["opengraph-image"].by == "file"
    assert (
        "gives this page no image: `generate_image_metadata` returned none." in found["opengraph-image"].why
    )
    assert found["twitter-image"].why == (
        "docs/twitter-image.py gives this page no image, so X shows the opengraph-image."
    )


def test_a_file_that_fails(look):
    found = _explained(look(files={"docs/opengraph-image.py": "1/0"}), "index.md")
    assert found["opengraph-image"].why.endswith("It fails here: see the error.")


def test_front_matter_goes_before_files(look):
    files = {"docs/opengraph-image.html": CARD, "docs/cover.svg": "<svg/>"}
    pages = [
        page("drawn.md", meta={"metaimage": {"template": "code"}}),
        page("named.md", meta={"metaimage": {"image": "https://cdn.dev/a.png"}}),
        page("wrong.md", meta={"metaimage": {"image": "no-such.png"}}),
        page("none.md", meta={"metaimage": False}),
        page("left-out.md"),
    ]
    view = look(pages, files, excluded=["left-out.md"])
    drawn = _explained(view, "drawn.md")["opengraph-image"]
    assert (drawn.by, drawn.files) == ("front-matter", ("mkdocs_metaimage/templates/code.html",))
    assert drawn.why == (
        "The front matter names the template: `metaimage: {template: code}`. It draws the card, and "
        "docs/opengraph-image.html is passed over."
    )
    named = _explained(view, "named.md")
    assert named["opengraph-image"].by == named["twitter-image"].by == "front-matter"
    assert "`metaimage: {image: https://cdn.dev/a.png}`" in named["opengraph-image"].why
    wrong = _explained(view, "wrong.md")["opengraph-image"]
    assert (wrong.by, wrong.files) == ("none", ())
    assert "see the error" in wrong.why
    assert "`metaimage: false`" in _explained(view, "none.md")["opengraph-image"].why
    assert "`include` and `exclude`" in _explained(view, "left-out.md")["twitter-image"].why


def test_an_attempt_is_explained_as_it_would_stand_in_the_front_matter(look):
    view = look(files={"docs/opengraph-image.html": CARD})
    found = _explained(view, "index.md", Attempt(template="blog"))["opengraph-image"]
    assert "`metaimage: {template: blog}`" in found.why


def test_groups_that_contend_serve_nobody(look):
    files = {
        "docs/(a)/opengraph-image.html": CARD,
        "docs/(b)/opengraph-image.html": CARD,
        "docs/icon.html": ICON,
    }
    found = _explained(look(files=files), "index.md")
    for name, by in (("opengraph-image", "template"), ("twitter-image", "template"), ("icon", "none")):
        assert found[name].by == by
        assert found[name].why.startswith("Which files serve this page cannot be told (see the error)")


HEAD = (
    "<!doctype html><html><head><title>T</title>"
    '<meta property="og:image" content="https://acme.dev/theme.png">'
    '<link rel="icon" href="/theme.ico"></head><body></body></html>'
)


def test_what_the_theme_names_is_told_where_it_stays(look, tmp_path):
    built = tmp_path / "index.html"
    built.write_text(HEAD)
    published = {"index.md": built}
    replaced = _explained(look(files={"docs/icon.html": ICON}, published=published), "index.md")
    assert (replaced["opengraph-image"].by, replaced["icon"].by) == ("template", "file")
    kept = _explained(look(published=published, on_existing="keep"), "index.md")
    assert kept["opengraph-image"].by == "published"
    assert "https://acme.dev/theme.png" in kept["opengraph-image"].why
    assert "on_existing: keep" in kept["icon"].why
    excluded = _explained(look(published=published, excluded=["index.md"]), "index.md")
    assert excluded["opengraph-image"].by == "published"
    assert excluded["icon"].by == "file"

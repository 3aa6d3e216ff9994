"""What a template declares, set for the whole site and for single pages."""

from __future__ import annotations

import textwrap

import pytest

CARD = """
<meta name="option" content="badge: a word in the corner">
<p>{{ page.title }}</p><p>{{ page.card.badge or "none" }}</p>
"""
TWICE = {"docs/opengraph-image.html": CARD, "docs/a.md": "---\nmetaimage: {badge: Own}\n---\n# A\n"}


def test_a_pages_own_goes_before_the_sites(build):
    site = build(TWICE, {"template_options": {"badge": "Beta"}}, "--strict")
    assert site.meta("og:image:alt") == "Welcome. Beta"
    assert site.meta("og:image:alt", "a/index.html") == "A. Own"


def test_code_reads_them_too(build):
    code = """
    from mkdocs_metaimage import ImageResponse, h

    def image(page):
        return ImageResponse(h("p", None, page.card["badge"]))
    """

    files = {"docs/opengraph-image.py": textwrap.dedent(code)}
    site = build(files, {"template_options": {"badge": "Beta"}}, "--strict")
    assert site.meta("og:image:alt") == "Beta"


def test_the_built_in_card_has_them(build):
    site = build({}, {"template_options": {"eyebrow": "Manual"}}, "--strict")
    assert site.meta("og:image:alt").endswith(". Manual")


@pytest.mark.parametrize(
    ("key", "advice"),
    [("bagde", "Did you mean `badge`?"), ("picture", "The site's templates have `badge`.")],
)
def test_one_that_no_template_has_is_named_once(build, key, advice):
    site = build(TWICE, {"template_options": {key: "x"}})
    assert site.output.count(f"`template_options` has the unknown key `{key}`. {advice}") == 1
    assert site.output.count("unknown key") == 1
    assert "mkdocs.yml" in site.output


def test_one_that_only_a_single_page_has_is_none_to_complain_of(build):
    files = {"docs/card.html": CARD, "docs/a.md": "---\nmetaimage: {template: card.html}\n---\n# A\n"}
    site = build(files, {"template_options": {"badge": "Beta"}}, "--strict")
    assert site.meta("og:image:alt", "a/index.html") == "A. Beta"


def test_a_pages_own_mistake_is_named_beside_them(build):
    files = {**TWICE, "docs/b.md": "---\nmetaimage: {bagde: Own}\n---\n# B\n"}
    site = build(files, {"template_options": {"badge": "Beta"}})
    assert (
        "b.md: `metaimage` has the unknown key `bagde` in the front matter. Did you mean `badge`?"
        in site.output
    )
    assert site.output.count("unknown key") == 1


@pytest.mark.parametrize(("code", "shown"), [("{a: 3}", "{'a': 3}"), ("[1, 2]", "[1, 2]")])
def test_what_a_built_in_template_takes_is_text(build, code, shown):
    page = f"---\nmetaimage: {{template: code, code: {code}}}\n---\n# B\n"
    said = build({"docs/b.md": page}, fails=True).output
    advice = "Put it in quotes, or below `code: |` if it has several lines."
    assert f"b.md: `metaimage: {{code: …}}` is {shown}, but has to be text. {advice}" in said
    options = {"template": "code", "template_options": {"code": ["x"]}}
    said = build({"docs/b.md": None}, options, fails=True).output
    assert "`template_options: {code: …}` is ['x'], but has to be text." in said
    build({"docs/b.md": page.replace("template: code", "template: gradient")})


def test_a_template_beside_an_image_of_the_page_is_named(build, png):
    both = "---\nmetaimage: {template: split, image: p.png}\n---\n# B\n"
    site = build({"docs/b.md": both, "docs/p.png": png(9, 9)})
    said = "b.md: `metaimage` names the image p.png and the template split: the image is shown"
    (line,) = [line for line in site.output.splitlines() if said in line]
    assert "INFO" in line
    assert site.path_of(site.meta("og:image", "b/index.html")) == "p.png"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["badge"], "Expected a mapping such as `eyebrow: Manual`"),
        ({1: "x"}, "Expected a mapping"),
        ({"title": "x"}, "`title` is for single pages"),
        ({"template": "x"}, "`template` is for single pages"),
    ],
)
def test_what_cannot_be_set(build, options, said):
    assert said in build({}, {"template_options": options}, fails=True).output


def test_an_empty_variable_is_no_value(build):
    assert build({}, {"template_options": None}, "--strict").exit_code == 0


def test_an_unknown_template_is_an_error_that_names_the_nearest(build):
    site = build({}, {"template": "defualt"}, fails=True)
    assert (
        "There is no template 'defualt', which the option `template` names. Did you mean 'default'?"
        in site.output
    )
    site = build({"docs/a.md": "---\nmetaimage: {template: zzz}\n---\n# A\n"}, fails=True)
    assert "`metaimage: {template: …}` in the front matter" in site.output
    assert "The built-in templates are " in site.output
    assert "_base" not in site.output

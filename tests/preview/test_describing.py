"""What the preview answers: complete, sayable in JSON, and silent about the machine."""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from preview.answers import CARD, encoded, images_of, said
from preview.drafts import page, write

from mkdocs_metaimage.errors import MetaImageError
from mkdocs_metaimage.head import rewrite_head
from mkdocs_metaimage.hooks import BUILT_IN, built_in_templates
from mkdocs_metaimage.pages import Heading
from mkdocs_metaimage.preview import describing
from mkdocs_metaimage.preview.attempts import Attempt
from mkdocs_metaimage.preview.describing.errors import describe_error
from mkdocs_metaimage.preview.planning import UnknownPageError, plan_page
from mkdocs_metaimage.preview.showing import shown_path, shown_text


def test_the_site(look):
    pages = [
        page("index.md", description="About."),
        page("guide/a.md", section=("Guide", "First"), locale="ar", direction="rtl"),
        page("out.md", section=("Guide",)),
        page("own.md", meta={"metaimage": {"image": "https://cdn.dev/a.png"}}),
    ]
    files = {
        "docs/guide/opengraph-image.html": CARD,
        "docs/icon.html": CARD,
        "docs/out/twitter-image.html": CARD,
    }
    site = said(describing.site(look(pages, files, excluded=["out.md"], author="Ada")))
    assert (site["generation"], site["building"], site["local"], site["mount"]) == (7, False, True, "/docs/")
    assert site["host"] == {"name": "MkDocs", "version": "1.6.1"}
    assert site["version"]
    assert site["site"]["colors"].keys() == {"primary", "accent", "background", "text"}
    assert (site["site"]["name"], site["template"]) == ("Acme", "default")
    assert [one["key"] for one in site["pages"]] == ["index.md", "guide/a.md", "out.md", "own.md"]
    assert [one["card"] for one in site["pages"]] == ["template", "file", "none", "front-matter"]
    assert [one["conventions"] for one in site["pages"]] == [
        ["icon", "opengraph-image"], ["icon", "opengraph-image"], ["icon"], ["icon", "opengraph-image"],
    ]  # fmt: skip
    assert site["pages"][1] == {
        "key": "guide/a.md",
        "title": "A",
        "description": "",
        "url": "guide/a/",
        "href": "/docs/guide/a/",
        "src": "docs/guide/a.md",
        "section": ["Guide", "First"],
        "locale": "ar",
        "direction": "rtl",
        "route": "/guide/a",
        "conventions": ["icon", "opengraph-image"],
        "card": "file",
    }
    assert site["sections"] == [["Guide"], ["Guide", "First"]]
    assert site["locales"] == ["en", "ar"]
    assert site["conventions"] == ["icon", "opengraph-image"]
    assert {one["name"] for one in site["templates"]} == set(built_in_templates())
    assert site["templates"][0]["name"] == "default"
    assert all(one["about"].endswith(".") for one in site["templates"])
    assert len(site["platforms"]) == 10
    assert site["errors"] == site["remarks"] == []


def test_the_site_is_told_without_planning_a_page(look):
    pages = [page(f"s{number}/p.md") for number in range(40)]
    view = look(pages, {"docs/opengraph-image.py": "raise RuntimeError('loaded')"})
    assert len(describing.site(view)["pages"]) == 40
    assert not view.draft.loader.sources


def test_a_site_whose_folders_contradict_each_other_says_so(look):
    site = said(describing.site(look(files={"docs/[a]/icon.html": CARD, "docs/[b]/icon.html": CARD})))
    (error,) = site["errors"]
    assert "stand for the same segments" in error["message"]
    assert error["file"] == "docs/[b]/icon.html"


def test_groups_that_contend_do_not_hide_the_site(look):
    files = {"docs/(a)/icon.html": CARD, "docs/(b)/icon.html": CARD}
    site = describing.site(look(files=files))
    assert [one["conventions"] for one in site["pages"]] == [["opengraph-image"]]


def test_nothing_that_is_told_says_where_the_site_lies(look, tmp_path):
    pages = [
        page("index.md", meta={"metaimage": {"template": "no/such.html"}}),
        page("b.md", meta={"metaimage": {"image": "gone.png"}}),
        page("shop/c.md", headings=(Heading(1, "C", "c"),)),
    ]
    files = {
        "docs/shop/opengraph-image.py": "import words\ndef image(page):\n    return words.made()\n",
        "docs/words.py": "import json\ndef made():\n    return json.loads('{')\n",
        "docs/shop/icon.html": "{% include 'gone.html' %}",
        "docs/icon2.png": b"no picture",
    }
    view = look(pages, files)
    answers = [describing.site(view)]
    for one in pages:
        key = one.src_path
        answers += [describing.page(view, key), describing.cards(view, key), describing.templates(view, key)]
    text = json.dumps(answers, ensure_ascii=False)
    assert len(answers[4]["errors"]) == 2
    assert str(tmp_path) not in text
    assert str(BUILT_IN.parent.parent) not in text
    assert str(Path.home()) not in text


def test_paths_are_shown_from_the_config_files_folder(look, tmp_path):
    draft = look(files={"docs/a.md": "x"}).draft
    assert shown_path(tmp_path / "docs" / "a.png", draft) == "docs/a.png"
    assert shown_path("a.md", draft) == "docs/a.md"
    assert shown_path("gone.md", draft) == "gone.md"
    assert shown_path(BUILT_IN / "blog.html", draft) == "mkdocs_metaimage/templates/blog.html"
    assert shown_path("/somewhere/else/font.ttf", draft) == "font.ttf"
    text = f"It was looked for in {tmp_path}/docs, {BUILT_IN} and {tmp_path}. {tmp_path}-2 is another."
    assert shown_text(text, draft) == (
        f"It was looked for in docs, mkdocs_metaimage/templates and the config file's folder. {tmp_path}-2 is another."
    )


def test_an_error_has_all_its_parts(look):
    error = MetaImageError("Wrong.", "docs/x.py", 3, "Mend it.", "Traceback:\n  line\n\n")
    assert describe_error(error, look().draft, "icon") == {
        "convention": "icon",
        "message": "Wrong.",
        "file": "docs/x.py",
        "line": 3,
        "hint": "Mend it.",
        "traceback": "Traceback:\n  line",
    }


def test_a_page_in_full(look):
    own = page(
        "products/kiosk.md",
        "Kiosk",
        date=datetime.date(2026, 1, 2),
        headings=(Heading(2, "Why", "why"),),
        meta={
            "when": datetime.datetime(2026, 1, 2, 3),
            "odd": {1},
            "nested": {"a": [None, 1.5, True, float("inf")]},
        },
    )
    files = {
        "docs/opengraph-image.html": CARD,
        "docs/products/[slug]/opengraph-image.html": CARD,
        "docs/products/[slug]/opengraph-image2.html": CARD + "{{ params.slug }}",
    }
    answer = said(describing.page(look([own], files), "products/kiosk.md"))
    assert answer["details"]["date"] == "2026-01-02"
    assert answer["details"]["headings"] == [{"level": 2, "text": "Why", "anchor": "why"}]
    assert answer["details"]["meta"]["when"] == "2026-01-02T03:00:00"
    assert answer["details"]["meta"]["nested"] == {"a": [None, 1.5, True, "inf"]}
    assert answer["details"]["meta"]["odd"] == "{1}"
    assert (answer["route"], answer["params"]) == ("/products/kiosk", {"slug": "kiosk"})
    assert answer["chain"] == [
        {
            "folder": "/",
            "path": "docs",
            "params": None,
            "taken": "",
            "files": [{"convention": "opengraph-image", "names": ["opengraph-image.html"]}],
            "wins": [],
        },
        {
            "folder": "/products/[slug]",
            "path": "docs/products/[slug]",
            "params": {"slug": "kiosk"},
            "taken": "products/kiosk",
            "files": [
                {"convention": "opengraph-image", "names": ["opengraph-image.html", "opengraph-image2.html"]}
            ],
            "wins": ["opengraph-image"],
        },
    ]
    assert list(images_of(answer)) == ["opengraph-image", "opengraph-image2"]
    assert answer["served"]["opengraph-image"]["files"] == [
        "docs/products/[slug]/opengraph-image.html", "docs/products/[slug]/opengraph-image2.html",
    ]  # fmt: skip
    assert (answer["head"]["title"], answer["head"]["domain"]) == ("Kiosk - Acme", "acme.dev")
    assert answer["head"]["card"] == "summary_large_image"
    shown = [
        preview for preview in answer["previews"] if preview["platform"] == "facebook" and preview["active"]
    ]
    assert [(preview["image"], preview["title"]) for preview in shown] == [("opengraph-image", "Kiosk")]


def test_a_page_is_drawn_afresh_so_that_its_time_is_measured(look):
    view = look(files={"docs/opengraph-image.html": CARD, "docs/icon.png": encoded((32, 32))})
    describing.cards(view, "index.md")
    assert images_of(describing.cards(view, "index.md"))["opengraph-image"]["seconds"] is None
    found = images_of(describing.page(view, "index.md"))
    assert found["opengraph-image"]["seconds"] > 0
    assert found["icon"]["seconds"] is None


def test_the_tags_are_the_lines_that_a_build_writes(look):
    view = look(files={"docs/opengraph-image.html": CARD}, description='"Quoted" & more')
    answer = describing.page(view, "index.md")
    html = "<!doctype html>\n<html>\n<head>\n<title>T</title>\n</head>\n</html>\n"
    written = rewrite_head(html, plan_page(view.draft, "index.md").planned.tags)
    assert written == html.replace("</title>\n", "</title>\n" + "".join(f"{tag}\n" for tag in answer["tags"]))


def test_the_head_is_that_of_a_build_made_now(look, tmp_path):
    before = look([page("index.md", "Old")], {"docs/icon.html": CARD})
    tags = plan_page(before.draft, "index.md").planned.tags
    theme = '<title>Theme</title><meta name="theme-color" content="#123456"><meta property="og:site_name" content="Own">'
    built = tmp_path / "index.html"
    built.write_text(
        rewrite_head(f'<!doctype html><html lang="de"><head>{theme}</head><body></body></html>', tags)
    )
    assert "Old" in built.read_text()
    view = look([page("index.md", "New")], published={"index.md": built}, tags={"index.md": tags})
    answer = describing.page(view, "index.md")
    titles = {preview["title"] for preview in answer["previews"]}
    assert titles == {"New"}
    head = answer["head"]
    assert (head["title"], head["site_name"], head["theme_color"], head["lang"]) == (
        "Theme",
        "Own",
        "#123456",
        "de",
    )


def test_tags_of_the_last_build_are_known_where_a_plugin_has_written_them_otherwise(look, tmp_path):
    before = look([page("index.md", "Old 'one'")])
    tags = plan_page(before.draft, "index.md").planned.tags
    written = [tag.html for tag in tags]
    smaller = [
        re.sub(r'"([\w:/.-]+)"', r"\1", html).replace("<meta ", "<META\n") + "</meta>" for html in written
    ]
    assert not set(smaller) & set(written)
    built = tmp_path / "index.html"
    built.write_text(f"<!doctype html><title>T</title>{''.join(smaller)}<p>Text")
    options = {"published": {"index.md": built}, "tags": {"index.md": tags}, "on_existing": "keep"}
    answer = describing.page(look([page("index.md", "New")], **options), "index.md")
    assert {preview["title"] for preview in answer["previews"]} == {"New"}
    assert answer["served"]["opengraph-image"]["by"] == "template"


def test_remarks_are_among_the_findings_unless_a_finding_says_the_same(look):
    meta = {"metaimage": {"titel": "x"}}
    files = {"docs/opengraph-image.webp": encoded((600, 315), "WEBP")}
    findings = describing.cards(look([page("index.md", meta=meta)], files), "index.md")["findings"]
    codes = [finding["code"] for finding in findings]
    assert codes.count("front_matter") == 1
    assert "image_format" not in codes
    assert "alt" not in codes
    assert "alt-missing" in codes
    assert all(
        finding.keys() == {"level", "code", "platform", "image", "message", "hint"} for finding in findings
    )


def test_an_attempt_shows_and_is_not_kept(look):
    view = look(files={"docs/opengraph-image.html": CARD})
    before = images_of(describing.cards(view, "index.md"))["opengraph-image"]
    answer = describing.page(view, "index.md", Attempt(title="Tried"))
    image = images_of(answer)["opengraph-image"]
    assert image["alt"] == "Tried"
    assert answer["details"]["title"] == "Tried"
    digest = image["src"].removeprefix("picture/").removesuffix(".png")
    assert view.draft.store.get(digest) is None
    assert view.pictures.find(digest) is not None
    assert images_of(describing.cards(view, "index.md"))["opengraph-image"]["src"] == before["src"]


def test_each_built_in_card_on_a_page(look):
    view = look([page("index.md", "Kiosk"), page("out.md")], template="blog", excluded=["out.md"])
    answer = said(describing.templates(view, "index.md"))["templates"]
    assert [one["name"] for one in answer if one["chosen"]] == ["blog"]
    by_name = {one["name"]: one for one in answer}
    assert by_name.keys() == set(built_in_templates())
    assert by_name["code"]["options"] == ["code", "eyebrow", "file", "language"]
    assert by_name["api"]["title"] == "API"
    assert by_name["big-type"]["title"] == "Big type"
    assert by_name["blog"]["lines"] == {
        "front_matter": "metaimage:\n  template: blog",
        "option": "plugins:\n  - metaimage:\n      template: blog",
    }
    assert all(one["image"]["built_in"] and one["image"]["size"] == [1200, 630] for one in answer)
    assert len({one["image"]["src"] for one in answer}) == len(answer)
    # They are ordinary drawings, but for what is tried.
    digest = by_name["code"]["image"]["src"].removeprefix("picture/").partition(".")[0]
    assert view.draft.store.get(digest) is not None
    tried = describing.templates(view, "index.md", Attempt(title="Other", template="code"))["templates"]
    assert [one["name"] for one in tried if one["chosen"]] == ["blog"]
    for one in tried:
        assert one["image"]["src"] != by_name[one["name"]]["image"]["src"]
        assert view.draft.store.get(one["image"]["src"].removeprefix("picture/").partition(".")[0]) is None
    # A page that has no card is shown with those that it might have.
    out = describing.templates(view, "out.md")["templates"]
    assert all(one["image"]["src"] for one in out)
    assert not any(one["chosen"] for one in out)


def test_no_question_is_answered_for_a_page_that_is_not_there(look):
    view = look()
    for ask in (describing.cards, describing.page, describing.templates):
        with pytest.raises(UnknownPageError):
            ask(view, "gone.md")


def test_a_card_that_fails_is_not_said_to_be_kept_out(look):
    told = describing.cards(look(files={"docs/opengraph-image.py": "1 / 0"}), "index.md")
    assert told["errors"]
    assert "no-picture" not in {finding["code"] for finding in told["findings"]}


def test_text_under_an_overlay_is_found(look):
    card = '<div style="position: absolute; bottom: 2px; left: 40px; font-size: 40px">By hand</div>'
    findings = describing.cards(look(files={"docs/opengraph-image.html": card}), "index.md")["findings"]
    assert "text-under-overlay" in {finding["code"] for finding in findings}


def test_files_that_change_between_requests_show(look):
    write_card = "<p>{{{{ page.title }}}} {}</p>"
    first = images_of(
        describing.cards(look(files={"docs/opengraph-image.html": write_card.format(1)}), "index.md")
    )
    view = look()
    write(view.draft.root, {"docs/opengraph-image.html": write_card.format(2)})
    second = images_of(describing.cards(look(), "index.md"))
    assert first["opengraph-image"]["src"] != second["opengraph-image"]["src"]
    assert second["opengraph-image"]["alt"] == "Home 2"


@pytest.mark.parametrize(
    ("docs", "root", "shown"),
    [
        ("site/docs", "site", "docs/index.md"),
        ("site/docs", "site/config", "../docs/index.md"),
        ("elsewhere/docs", "site/a/b", "docs/index.md"),
    ],
)
def test_sources_are_named_from_the_config_files_folder(look, tmp_path, docs, root, shown):
    view = look([page("index.md", "A")])
    folder = tmp_path / docs
    folder.mkdir(parents=True)
    (folder / "index.md").write_text("# A\n")
    draft = replace(view.draft, root=tmp_path / root, settings=replace(view.draft.settings, docs_dir=folder))
    assert shown_path("index.md", draft) == shown
    assert shown_path(folder / "index.md", draft) == shown

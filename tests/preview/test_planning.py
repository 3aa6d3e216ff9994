"""A page is planned from its files as they are, and nothing that they do gets out but as an error."""

from __future__ import annotations

import threading

import pytest
from preview.drafts import page

from mkdocs_metaimage.conventions import ICON, OPENGRAPH_IMAGE
from mkdocs_metaimage.errors import MetaImageError
from mkdocs_metaimage.preview.attempts import Attempt
from mkdocs_metaimage.preview.planning import UnknownPageError, plan_page, unforeseen

CARD = "from mkdocs_metaimage import ImageResponse, h\ndef image(page):\n    {}\n"


def _planned(drafted):
    return [(convention.name, image.path) for convention, image in drafted.planned.images]


def test_a_key_is_looked_up_and_is_no_path(look):
    draft = look(files={"docs/secret.md": "x", "mkdocs.yml": ""}).draft
    assert plan_page(draft, "index.md").docs_page.key == "index.md"
    for key in ("", "secret.md", "../mkdocs.yml", "index.md/", str(draft.root / "docs/index.md")):
        with pytest.raises(UnknownPageError, match="no such page"):
            plan_page(draft, key)


def test_a_page_has_its_own_images_and_those_that_it_shares(look):
    pages = [page("index.md"), page("guide/start.md")]
    files = {"docs/guide/icon.html": "<b>G</b>", "docs/opengraph-image.html": "{{ page.title }}"}
    draft = look(pages, files).draft
    assert _planned(plan_page(draft, "index.md")) == [("opengraph-image", "opengraph-image.png")]
    assert _planned(plan_page(draft, "guide/start.md")) == [
        ("opengraph-image", "guide/start/opengraph-image.png"),
        ("icon", "guide/icon.png"),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("raise SystemExit('enough')", "SystemExit: enough"),
        ("raise GeneratorExit", "GeneratorExit"),
        ("raise BaseException('of all')", "BaseException: of all"),
        ("return 1 / 0", "division by zero"),
        ("return 7", "int"),
        ("return ImageResponse(h('div'), width=10**9)", "1000000000"),
        ("import no_such_module", "no_such_module"),
        ("import asyncio; raise asyncio.CancelledError", "CancelledError"),
    ],
)
def test_whatever_a_hook_does_is_an_error_of_its_image(look, line, said):
    draft = look(files={"docs/opengraph-image.py": CARD.format(line), "docs/icon.html": "<b>A</b>"}).draft
    drafted = plan_page(draft, "index.md")
    (failure,) = drafted.failures
    assert failure.convention is OPENGRAPH_IMAGE
    assert said in str(failure.error)
    assert _planned(drafted) == [("icon", "icon.png")]
    # Also the second time: what is broken is not thought to be told already.
    assert len(plan_page(draft, "index.md").failures) == 1


def test_what_only_a_thread_of_the_server_can_be_told_is_an_error_there(look):
    draft = look(files={"docs/opengraph-image.py": CARD.format("raise KeyboardInterrupt")}).draft
    found = []
    thread = threading.Thread(target=lambda: found.append(plan_page(draft, "index.md")))
    thread.start()
    thread.join()
    assert [failure.error.message for failure in found[0].failures]
    with pytest.raises(KeyboardInterrupt):
        plan_page(draft, "index.md")


def test_what_is_mended_is_well(look):
    files = {"docs/opengraph-image.py": "def image(:\n"}
    assert plan_page(look(files=files).draft, "index.md").failures
    drafted = plan_page(
        look(files={"docs/opengraph-image.py": CARD.format("return ImageResponse(h('p'))")}).draft, "index.md"
    )
    assert not drafted.failures
    assert _planned(drafted) == [("opengraph-image", "opengraph-image.png")]


def test_a_broken_icon_leaves_the_card(look):
    drafted = plan_page(look(files={"docs/icon.png": b"no picture"}).draft, "index.md")
    assert [failure.convention for failure in drafted.failures] == [ICON]
    assert _planned(drafted) == [("opengraph-image", "opengraph-image.png")]


def test_two_groups_that_contend_are_an_error_of_no_one_convention(look):
    files = {"docs/(a)/icon.html": "<b>a</b>", "docs/(b)/icon.html": "<b>b</b>"}
    drafted = plan_page(look(files=files).draft, "index.md")
    (failure,) = drafted.failures
    assert failure.convention is None
    assert "equal claim" in failure.error.message
    assert _planned(drafted) == [("opengraph-image", "opengraph-image.png")]


def test_front_matter_that_is_wrong_is_an_error_of_the_card(look):
    draft = look([page("index.md", meta={"metaimage": {"template": "defalt"}})]).draft
    (failure,) = plan_page(draft, "index.md").failures
    assert failure.convention is OPENGRAPH_IMAGE
    assert "'default'" in (failure.error.hint or "")


def test_remarks_are_those_of_the_page(look):
    pages = [page("index.md", meta={"metaimage": {"titel": "x"}}), page("other.md")]
    draft = look(pages).draft
    (remark,) = plan_page(draft, "index.md").remarks
    assert remark.kind == "front_matter"
    assert "`titel`" in remark.message
    assert not plan_page(draft, "other.md").remarks


def test_an_attempt_is_planned_as_if_the_front_matter_said_it(look):
    text = "{{ page.title }} {{ page.direction }} {{ page.locale }} {{ page.meta.lang or '-' }} {{ page in site.pages }}"
    files = {"docs/opengraph-image.html": text}
    own = {"title": "Card's"}
    draft = look([page("index.md", "Card's", meta={"metaimage": own})], files).draft
    drafted = plan_page(draft, "index.md", Attempt(title="Tried", lang="ar"))
    (image,) = [image for _, image in drafted.planned.images]
    assert image.alt == "Tried rtl ar ar True"
    assert any(
        tag.attributes == (("property", "og:title"), ("content", "Tried")) for tag in drafted.planned.tags
    )
    # And nothing of it stays.
    (real,) = [image for _, image in plan_page(draft, "index.md").planned.images]
    assert real.alt == "Card's ltr en - True"


def test_a_tried_template_goes_before_files_and_pictures(look):
    files = {"docs/opengraph-image.html": "{{ page.title }}", "docs/cover.png": b""}
    own = {"image": "cover.png"}
    pages = [page("index.md"), page("named.md", meta={"metaimage": own}), page("out.md")]
    draft = look(pages, files, excluded=["out.md"]).draft
    for key in ("index.md", "named.md"):
        chosen = plan_page(draft, key, Attempt(template="blog")).planned.chosen
        assert chosen is not None
        assert chosen.how == "front_matter_template"
        assert chosen.file is not None
        assert chosen.file.name == "blog.html"
    out = plan_page(draft, "out.md", Attempt(template="blog"))
    assert (out.planned.chosen and out.planned.chosen.how, out.planned.images) == ("excluded", ())
    assert _planned(plan_page(draft, "out.md", Attempt(template="blog"), even_excluded=True))


def test_nothing_that_is_tried_is_remembered_for_builds(look):
    draft = look().draft
    memo = draft.settings.workshop.sketcher.memo
    plan_page(draft, "index.md", Attempt(title="Tried"))
    assert not memo._known
    plan_page(draft, "index.md")
    assert memo._known


def test_an_error_that_cannot_say_what_it_is_has_a_name():
    class Dumb(Exception):
        def __str__(self):
            raise RuntimeError

    assert "Dumb" in unforeseen(Dumb(), "The card", None).message
    own = MetaImageError("known")
    assert unforeseen(own, "The card", None) is own

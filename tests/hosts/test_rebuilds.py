"""Rebuilds of one `serve` write the pages that a first build would, and plan nothing again that has not changed."""

from __future__ import annotations

import importlib
import shutil
from random import Random

import pytest
from hosts.built import HOST, write

from mkdocs_metaimage.hooks.template import TemplateHook

load_config = importlib.import_module(f"{HOST}.config").load_config
get_schema = importlib.import_module(f"{HOST}.config.defaults").get_schema
build = importlib.import_module(f"{HOST}.commands.build").build

CONFIG = """\
site_name: {name}
site_url: https://acme.dev/
theme: mkdocs
plugins:
  - metaimage:
      template: {template}
      {options}
"""
CARD = "<p>{{ page.title }} {{ page.card.eyebrow or '' }} {{ page.meta.note or '' }} {% include 'part.html' %}</p>"
FILES = {
    "mkdocs.yml": CONFIG.format(name="Acme", template="card.html", options=""),
    "card.html": CARD,
    "part.html": "{{ site.name }}",
    "docs/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    **{f"docs/{name}.md": f"# {name.title()}\n\nOf {name}.\n" for name in ("index", "a", "b", "c", "d")},
}
# What an edit may put into each of the files; None takes it away.
EDITS = {
    "mkdocs.yml": [
        CONFIG.format(name=name, template=template, options=options)
        for name in ("Acme", "Other")
        for template in ("card.html", "card.html", "default")
        for options in (
            "",
            "template_options: {eyebrow: Docs}",
            "logo: docs/logo.svg",
            "colors: {primary: red}",
            "debug: true",
            "on_existing: keep",
            "exclude: [a.md]",
        )
    ],
    "card.html": [
        CARD,
        CARD + "<i>{{ site.pages | map(attribute='title') | join }}</i>",
        CARD + "<img src=\"{{ asset('logo.svg') }}\">",
        CARD + '<meta name="size" content="200x100"><meta name="alt" content="{{ page.url }}">',
        '<meta name="content-type" content="image/webp">' + CARD,
        "{{ missing }}",
    ],
    "part.html": ["{{ site.name }}", "{{ page.description }}", "{% include 'other.html' ignore missing %}"],
    "docs/other.html": ["{{ page.locale }}", "{{ page.url }}", None],
    "docs/logo.svg": [FILES["docs/logo.svg"], FILES["docs/logo.svg"].replace("9", "8")],
    "docs/opengraph-image.html": ["<p>{{ page.title }}</p>", None, None],
    "docs/icon.svg": [FILES["docs/logo.svg"], None],
    "docs/b/opengraph-image.png": ["", None],
    **{
        f"docs/{name}.md": [
            f"{front}# {title}\n\nOf {text}.\n"
            for front in ("", "---\nnote: 1\n---\n", "---\nnote: true\n---\n", "---\nnote: 2024-05-01\n---\n")
            for title in (name.title(), "Same")
            for text in (name, "the same")
        ]
        + [
            "---\nmetaimage: {template: minimal}\n---\n# A\n",
            "---\nmetaimage: {eyebrow: E, alt: Said}\n---\n# A\n",
            "---\nmetaimage: {unknown: E}\n---\n# A\n",
            "---\nmetaimage: false\n---\n# A\n",
            None,
        ]
        for name in ("a", "b", "c")
    },
}  # fmt: skip


class Served:
    """The builds of one `serve`."""

    def __init__(self, root):
        self.root = root
        self._plugins: dict[str, object] = {}  # as the host keeps them

    def build(self, caplog) -> tuple[dict[str, str], list[str]]:
        """Build; give the heads of the pages, and what is said."""
        caplog.clear()
        site = self.root / "site"
        shutil.rmtree(site, ignore_errors=True)
        option = dict(get_schema())["plugins"]
        option.plugin_cache, cache = self._plugins, option.plugin_cache
        try:
            config = load_config(str(self.root / "mkdocs.yml"), site_dir=str(site))
            plugin = config.plugins["metaimage"]
            if plugin._run is None:
                config.plugins.on_startup(command="serve", dirty=False)
            plugin._command.late = True  # as if a browser was there
            build(config)
        finally:
            option.plugin_cache = cache
        said = [record.getMessage() for record in caplog.records if "metaimage" in record.name]
        heads = {
            str(page.relative_to(site)): page.read_text().partition("</head>")[0]
            for page in site.rglob("*.html")
        }
        return heads, said


def first_build(root, caplog) -> tuple[dict[str, str], list[str]]:
    """What a `serve` that begins now, without a cache, gives."""
    cache = root / ".cache"
    cache.rename(root / "kept")
    try:
        return Served(root).build(caplog)
    finally:
        shutil.rmtree(cache, ignore_errors=True)
        (root / "kept").rename(cache)


@pytest.mark.parametrize("seed", range(3))
def test_a_rebuild_is_like_a_first_build(tmp_path, caplog, seed):
    caplog.set_level("INFO")
    random = Random(seed)
    write(tmp_path, FILES)
    served = Served(tmp_path)
    for _ in range(2):
        served.build(caplog)
    for _ in range(10):
        for name in random.sample(sorted(EDITS), random.choice((0, 1, 1, 2, 3))):
            text = random.choice(EDITS[name])
            (tmp_path / name).unlink(missing_ok=True)
            write(tmp_path, {name: text})
        assert served.build(caplog) == first_build(tmp_path, caplog)
        served.build(caplog)  # which keeps what the one before has made


def test_only_what_has_changed_is_filled(tmp_path, caplog, monkeypatch):
    write(tmp_path, FILES)
    served = Served(tmp_path)
    served.build(caplog)
    served.build(caplog)
    filled = []
    variants = TemplateHook.variants
    monkeypatch.setattr(
        TemplateHook, "variants", lambda *given: (filled.append(given[1].page.title), variants(*given))[1]
    )

    def after(files) -> list[str]:
        filled.clear()
        write(tmp_path, files)
        served.build(caplog)
        found = sorted(filled)
        # The build that makes a card has all of it in its hands; the next takes it from the memo, and is kept.
        served.build(caplog)
        return found

    assert after({}) == []
    assert after({"docs/a.md": "# Apple\n"}) == ["Apple"]
    assert after({"docs/b.md": "# B\n\nOther.\n"}) == ["B"]
    assert after({"docs/c.md": "# C\n\nOf c.\n\nMore.\n"}) == []
    assert len(after({"mkdocs.yml": CONFIG.format(name="Other", template="card.html", options="")})) == 5
    assert len(after({"part.html": "part"})) == 5
    assert len(after({"mkdocs.yml": CONFIG.format(name="Other", template="default", options="")})) == 5
    assert after({"part.html": "another part"}) == []

"""Draws every built-in template while the docs are built, and writes what the page "Designs" says of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from mkdocs.structure.files import File

from mkdocs_metaimage import ImageResponse, Page, Site
from mkdocs_metaimage.engine.drawing import draw
from mkdocs_metaimage.engine.response import Surroundings
from mkdocs_metaimage.hooks import BUILT_IN, HookLoader, Request, built_in_templates
from mkdocs_metaimage.pages import Colors

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

DEMO = Path(__file__).parent.parent
DOCS = DEMO / "docs"
MARK = "<!-- designs -->"
OVERVIEW = "<!-- overview -->"
MOST_BYTES = 300_000
SITES = {
    "light": Colors(primary="#e5482d", accent="#f7b32b", background="#fbf8f3", text="#131a2e"),
    "dark": Colors(primary="#5b7cfa", accent="#37d5a5", background="#0f1424", text="#eef1f8"),
}
_OPTION = re.compile(r'<meta name="option" content="(\w+): ([^"]+)">')


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pictures to the files of the site."""
    loader = HookLoader(DOCS, DEMO)
    for name, sample in samples().items():
        for look, colors in SITES.items():
            kind, data = drawn(loader, name, sample, colors)
            files.append(File.generated(config, f"guide/designs/{name}-{look}.{kind}", content=data))
    loader.close()
    return files


def on_page_markdown(markdown: str, files: Files, **_: object) -> str:
    """Put the designs where the mark stands."""
    if MARK not in markdown:
        return markdown
    sections = [_section(name, sample, files) for name, sample in samples().items()]
    links = [f"[![{name}]({_pictures(name, files)[0]})<span>{name}</span>](#{name})" for name in samples()]
    overview = f'<div class="overview" markdown="span">{" ".join(links)}</div>'
    return markdown.replace(OVERVIEW, overview).replace(MARK, "\n\n".join(sections))


def samples() -> dict[str, dict[str, Any]]:
    """The samples, one of every built-in template."""
    read: dict[str, dict[str, Any]] = yaml.safe_load((DEMO / "designs.yml").read_text(encoding="utf-8"))
    assert sorted(read) == list(built_in_templates()), "designs.yml has one sample of every template"
    return read


def declared(name: str) -> list[tuple[str, str]]:
    """The options that a template declares itself, each with its meaning."""
    return _OPTION.findall((BUILT_IN / f"{name}.html").read_text(encoding="utf-8"))


def drawn(loader: HookLoader, name: str, sample: dict[str, Any], colors: Colors) -> tuple[str, bytes]:
    """A sample in these colours: the suffix of its file, and its bytes."""
    page = Page(
        title=sample["title"],
        description=sample.get("description", ""),
        url=f"guide/{name}/",
        route=("guide", name),
        src_path=f"guide/{name}.md",
        section=("Guide",),
        date=sample.get("date"),
        authors=tuple(sample.get("authors", ())),
        card=sample.get("metaimage", {}),
    )
    site = Site(
        name="Acme Press",
        url="https://press.acme.example/",
        logo=str(DOCS / "assets/logo.svg"),
        colors=colors,
    )
    hook = loader.load(BUILT_IN / f"{name}.html", is_icon=False)
    request = Request(None, page, site)
    (variant,) = hook.variants(request)
    response = hook.image(request, variant)
    assert isinstance(response, ImageResponse)
    content_type = variant.content_type or "image/png"
    answer = draw(response.drawing(Surroundings(content_type=content_type, max_bytes=MOST_BYTES)))
    assert not answer.notes, answer.notes
    return {"image/png": "png", "image/jpeg": "jpg"}[content_type], answer.data


def _section(name: str, sample: dict[str, Any], files: Files) -> str:
    pictures = " ".join(
        f"![The template {name}, {Path(path).stem.rpartition('-')[2]}: {sample['title']}]({path})"
        for path in _pictures(name, files)
    )
    matter = {key: value for key, value in sample.items() if key != "says"}
    matter["metaimage"] = {"template": name, **sample.get("metaimage", {})}
    rows = [f"| `{option}` | {meaning} |" for option, meaning in declared(name)]
    options = "\n".join(["| option | what it is |", "| --- | --- |", *rows]) if rows else ""
    return f"""## {name}

{sample["says"]}

<div class="gallery" markdown="span">{pictures}</div>

```yaml title="front matter"
{yaml.dump(matter, sort_keys=False, allow_unicode=True, width=76, Dumper=_Dumper).strip()}
```

{options}"""


def _pictures(name: str, files: Files) -> list[str]:
    """The pictures of a template, the light one first, as the page names them."""
    paths = (file.src_uri for file in files if file.src_uri.startswith(f"guide/designs/{name}-"))
    return sorted((path.removeprefix("guide/") for path in paths), reverse=True)


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as one would by hand."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)

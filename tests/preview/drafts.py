"""Makes real drafts of small sites from files, as a host would."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from mkdocs_metaimage.errors import MetaImageError
from mkdocs_metaimage.hooks import HookLoader
from mkdocs_metaimage.pages import Page, Site
from mkdocs_metaimage.pipeline import Links, Settings, Workshop, find_template
from mkdocs_metaimage.preview.desk import View
from mkdocs_metaimage.preview.docs import DocsPage, Draft
from mkdocs_metaimage.preview.pictures import Pictures
from mkdocs_metaimage.preview.published import Heads
from mkdocs_metaimage.preview.turns import Turns
from mkdocs_metaimage.routes import RouteTree, scan
from mkdocs_metaimage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from mkdocs_metaimage.tags import Tag

SITE_URL = "https://acme.dev/docs/"


class _Docs:
    host = ("MkDocs", "1.6.1")
    mount = "/docs/"
    building = False
    builds = 1


def write(root: Path, files: Mapping[str, str | bytes]) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def page(src_path: str, title: str = "", **values: Any) -> Page:
    """A page as MkDocs would have it: `guide/start.md` at `guide/start/`, with what front matter says."""
    route = tuple(part for part in src_path.removesuffix(".md").split("/") if part != "index")
    url = "".join(f"{part}/" for part in route)
    own = values.get("meta", {}).get("metaimage")
    values.setdefault("card", own if isinstance(own, dict) else {})
    values.setdefault("canonical_url", SITE_URL + url)
    return Page(
        title=title or (route[-1].capitalize() if route else "Home"),
        url=url,
        route=route,
        src_path=src_path,
        **values,
    )


def make_draft(
    root: Path,
    pages: Iterable[Page] = (),
    files: Mapping[str, str | bytes] | None = None,
    *,
    template: str = "default",
    excluded: Iterable[str] = (),
    site_url: str | None = SITE_URL,
    on_existing: Literal["replace", "keep"] = "replace",
    published: Mapping[str, Path] | None = None,
    tags: Mapping[str, tuple[Tag, ...]] | None = None,
    workshop: Workshop | None = None,
    **site: Any,
) -> Draft:
    """The draft of a site whose config file would be in `root` and whose docs are in `root/docs`.

    Args:
        root: The folder.
        pages: The site's pages; the home page alone where there are none.
        files: What to write first, by paths from the root.
        template: The option `template`.
        excluded: The sources of pages that have no social images.
        site_url: The option of MkDocs.
        on_existing: The option.
        published: The HTML of pages, by their sources.
        tags: The tags that stand in it, by the same.
        workshop: What cards are drawn with.
        site: What else the site says.
    """
    write(root, files or {})
    docs = root / "docs"
    docs.mkdir(exist_ok=True)
    listing = scan(docs)
    pages = tuple(pages) or (page("index.md", "Home"),)
    excluded = frozenset(excluded)
    errors = []
    try:
        tree = RouteTree.build(listing)
    except MetaImageError as error:
        errors.append(error)
        tree = RouteTree.build(())
    settings = Settings(
        docs_dir=docs,
        template=find_template(template, (root,), "the option `template`", root / "mkdocs.yml"),
        template_folders=(docs, root),
        links=Links.of(site_url),
        workshop=workshop or Workshop(),
        # As a host does with all that is neither code nor the source of a page.
        published={
            path: source
            for source, path in listing
            if source not in tree.unpublished and path.suffix != ".md"
        },
    )
    named = {
        entry.src_path or entry.url: DocsPage(
            entry.src_path or entry.url,
            entry,
            "/".join(entry.route),
            entry.src_path not in excluded and entry.meta.get("metaimage") is not False,
            (published or {}).get(entry.src_path or ""),
            (tags or {}).get(entry.src_path or "", ()),
        )
        for entry in pages
    }
    values = {"name": "Acme", "url": site_url, "description": "All about Acme.", "pages": pages, **site}
    return Draft(
        site=Site(**values),
        pages=named,
        tree=tree,
        loader=HookLoader(docs, root),
        settings=settings,
        store=Store(root / ".cache"),
        root=root,
        template=template,
        on_existing=on_existing,
        errors=tuple(errors),
    )


def view_of(draft: Draft, pictures: Pictures | None = None) -> View:
    """What a request would see of a draft."""
    return View(7, False, "127.0.0.1", True, draft, pictures or Pictures(), _Docs(), Turns(draft.loader), Heads())

"""What a build does once, however many pages there are."""

from __future__ import annotations

from contextlib import closing

from mkdocs_metaimage.hooks import HookLoader
from mkdocs_metaimage.pages import Page, Site
from mkdocs_metaimage.pipeline import Build, Links, Remarks, Settings, Workshop, find_template
from mkdocs_metaimage.routes import RouteTree, scan


def test_a_broken_image_that_pages_share_is_told_once(tmp_path):
    (tmp_path / "icon.png").write_bytes(b"no picture")
    settings = Settings(
        docs_dir=tmp_path,
        template=find_template("default", (), "the test", None),
        template_folders=(),
        links=Links.of("https://acme.dev/"),
        workshop=Workshop(),
        published={},
    )
    errors = []
    with closing(HookLoader(tmp_path, tmp_path)) as loader:
        tree = RouteTree.build(scan(tmp_path))
        remarks = Remarks(lambda _: None)
        build = Build(Site(), tree, loader, settings, remarks, lambda error, convention=None: errors.append(error), lambda _: None)
        for name in ("a", "b", "c"):
            page = Page(title=name, url=f"{name}/", route=(name,))
            assert not build.page(page, name, social=False).tags
    (error,) = errors
    assert error.file == tmp_path / "icon.png"

"""The heads of pages as they were written last, also while a build writes them again."""

from __future__ import annotations

from preview.drafts import page

from mkdocs_metaimage.preview.planning import plan_page

BUILT = '<html lang="en"><head><meta name="theme-color" content="#%s"><title>A</title></head><body>%s</body></html>'


def test_a_head_stays_while_the_host_writes_the_page_again(look, tmp_path):
    built = tmp_path / "index.html"
    built.write_text(BUILT % ("111111", "long" * 9999))
    view = look([page("index.md", "New")], published={"index.md": built})

    def color():
        return view.heads.read(plan_page(view.draft, "index.md"), view.draft).theme_color

    assert color() == "#111111"
    built.unlink()
    assert color() == "#111111"
    built.write_text((BUILT % ("222222", ""))[:70])
    assert color() == "#111111"
    built.write_text(BUILT % ("333333", ""))
    assert color() == "#333333"


def test_a_page_that_was_never_written_has_the_least_of_a_head(look, tmp_path):
    view = look([page("index.md", "New <b>")], published={"index.md": tmp_path / "none.html"})
    head = view.heads.read(plan_page(view.draft, "index.md"), view.draft)
    assert head.theme_color is None
    assert head.title.startswith("New <b>")


def test_heads_are_kept_of_a_bounded_number_of_pages(look, tmp_path, monkeypatch):
    monkeypatch.setattr("mkdocs_metaimage.preview.published._MOST_KEPT", 2)
    names = [f"{name}.md" for name in "abc"]
    files = {name: tmp_path / f"{name}.html" for name in names}
    for path in files.values():
        path.write_text(BUILT % ("444444", ""))
    view = look([page(name, name) for name in names], published=files)
    for name in names:
        view.heads.read(plan_page(view.draft, name), view.draft)
        files[name].unlink()
    colors = [view.heads.read(plan_page(view.draft, name), view.draft).theme_color for name in names]
    assert colors == [None, "#444444", "#444444"]

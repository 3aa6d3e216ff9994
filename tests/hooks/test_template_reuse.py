"""What is kept of templates in memory, from build to build of one process."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from mkdocs_metaimage.engine import templating
from mkdocs_metaimage.errors import MetaImageError
from mkdocs_metaimage.hooks.template_parts import parts_of


def made(templates: dict[str, str]) -> jinja2.Environment:
    """An environment of the templates, each of which is in a file of its name."""
    return templating.environment(jinja2.FunctionLoader(lambda name: (templates[name], name, None)))


def test_a_template_that_changes_is_compiled_anew():
    for text in ("one", "two", "one"):
        assert made({"a.html": text}).get_template("a.html").render() == text


def test_templates_of_one_text_keep_their_names():
    templates = {"a.html": "{{ 1 / 0 }}", "b.html": "{{ 1 / 0 }}"}
    for name in templates:
        with pytest.raises(ZeroDivisionError) as caught:
            made(templates).get_template(name).render()
        assert templating.line_of(caught.value, name) == 1


def test_no_more_are_kept_than_there_is_room_for():
    templates = {f"{number}.html": "text" for number in range(3 * templating._MOST_TEMPLATES)}
    for name in templates:
        made(templates).get_template(name)
    assert len(templating._compiled._code) == templating._MOST_TEMPLATES


def test_what_a_template_reaches_is_looked_for_in_each_build(tmp_path):
    path, other = tmp_path / "a.html", tmp_path / "b.html"
    path.write_text(f"{{% include '{other}' %}}")
    environment = templating.environment(jinja2.FunctionLoader(lambda name: Path(name).read_text()))
    assert [part.path for part in parts_of(path, environment)] == [path]
    other.write_text("{{ page.title }}")
    assert [part.mentions_page() for part in parts_of(path, environment)] == [False, True]
    other.write_text("{{ site.name | upcase }}")
    with pytest.raises(MetaImageError, match="No filter named 'upcase'"):
        list(parts_of(path, environment))

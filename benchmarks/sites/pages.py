"""Sites of any number of pages, made of the titles and paragraphs of a real one by a seeded choice."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Pages in a folder, as in a large reference.
_FOLDER = 100
# Words with nothing that Markdown or YAML would take for a mark.
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*[A-Za-z]|[aI]")
_FEWEST_WORDS = 20
_HEADING = re.compile(r"^# (.+)$", re.MULTILINE)

#: A theme whose pages are only head and text. MkDocs' own themes list all pages in each, which takes time that grows
#: with the square of their number and hides what else there is.
_TEMPLATE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{{ page.title|striptags }} - {{ config.site_name }}</title>
</head>
<body>{{ page.content }}</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The text of a real site.

    Attributes:
        words: The words of its headings, in order.
        paragraphs: Its paragraphs of plain words.
    """

    words: tuple[str, ...]
    paragraphs: tuple[str, ...]

    @classmethod
    def read(cls, docs: Path) -> Corpus:
        """Read the Markdown files below a folder.

        Raises:
            ValueError: There is too little text.
        """
        words: list[str] = []
        paragraphs: list[str] = []
        for file in sorted(docs.rglob("*.md")):
            text = file.read_text(encoding="utf-8")
            for heading in _HEADING.findall(text):
                words += _WORD.findall(heading)
            paragraphs += _plain_paragraphs(text)
        # Of fewer words no ten thousand titles can be made.
        if len(set(words)) < _FEWEST_WORDS or not paragraphs:
            raise ValueError(
                f"{docs} has too little text: Markdown files with headings and paragraphs are needed."
            )
        return cls(tuple(words), tuple(paragraphs))


def _plain_paragraphs(text: str) -> Iterator[str]:
    for block in text.split("\n\n"):
        if block[:1].isalpha() and len(block) > 80 and not set(block) & set("<>{}[]|`"):
            yield " ".join(block.split())


def write_site(folder: Path, corpus: Corpus, count: int, seed: int = 0) -> None:
    """Write a site: `mkdocs.yml`, `docs` and a theme of its own.

    Args:
        folder: Where to; made here.
        corpus: What the pages are made of.
        count: How many pages; no two have the same title.
        seed: Of the choice: the same pages for the same seed and corpus.
    """
    chance = random.Random(seed)  # noqa: S311
    theme = folder / "theme"
    theme.mkdir(parents=True)
    (theme / "main.html").write_text(_TEMPLATE, encoding="utf-8")
    config = {
        "site_name": "Generated",
        "site_url": "https://example.org/docs/",
        "theme": {"name": None, "custom_dir": str(theme.absolute())},
        "plugins": [],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    for number, title in enumerate(_titles(corpus, count, chance)):
        page = folder / "docs" / _path(number)
        page.parent.mkdir(parents=True, exist_ok=True)
        body = "\n\n".join(chance.choices(corpus.paragraphs, k=2))
        page.write_text(f"# {title}\n\n{body}\n", encoding="utf-8")


def _path(number: int) -> str:
    return f"part-{number // _FOLDER:03}/page-{number:05}.md" if number else "index.md"


def _titles(corpus: Corpus, count: int, chance: random.Random) -> Iterator[str]:
    seen: set[str] = set()
    while len(seen) < count:
        title = " ".join(chance.choices(corpus.words, k=chance.randint(2, 7))).capitalize()
        if title not in seen:
            seen.add(title)
            yield title

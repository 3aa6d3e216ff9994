"""The `metaimage` key of a page's front matter."""

from __future__ import annotations

import os.path
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import MetaImageError
from ..hooks import BUILT_IN, built_in_templates
from ..spelling import listed, nearest
from .links import encoded

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from ..pages import Page

#: The keys that mean the same whatever draws the card.
KEYS = ("image", "alt", "title", "description", "template")
# How many keys a message lists.
_MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Card:
    """What the front matter says of a page's social image.

    Attributes:
        image: The URL or path of the image, or None.
        alt: Its alternative text, or None.
        template: The name or path of the template to draw it with, or None.
    """

    image: str | None
    alt: str | None
    template: str | None


def read_card(page: Page) -> Card:
    """Check the keys that the core reads.

    Raises:
        MetaImageError: The value is no mapping, or one of the keys is not text.
    """
    given = page.meta.get("metaimage")
    if not (given is None or isinstance(given, bool | Mapping)):
        raise MetaImageError(
            f"`metaimage` is {given!r} in the front matter.",
            page.src_path,
            hint="Write `metaimage: false`, or a mapping such as `metaimage: {title: …, image: …, alt: …}`.",
        )
    for key in KEYS:
        value = page.card.get(key)
        if value is not None and (isinstance(value, dict | list) or not str(value).strip()):
            raise MetaImageError(
                f"`metaimage: {{{key}: …}}` is {value!r} in the front matter, but has to be text.",
                page.src_path,
            )
    return Card(*(_text(page.card.get(key)) for key in ("image", "alt", "template")))


def check_texts(page: Page, options: Container[str]) -> None:
    """See to it that what a page's card has for options of a built-in template is text, which all of them take.

    Args:
        page: The page.
        options: The options that the template declares.

    Raises:
        MetaImageError: One of them is a mapping or a list.
    """
    own = page.meta.get("metaimage")
    for key, value in page.card.items():
        if key in options and isinstance(value, dict | list):
            is_own = isinstance(own, Mapping) and key in own
            setting = "metaimage" if is_own else "template_options"
            raise MetaImageError(
                f"`{setting}: {{{key}: …}}` is {value!r}, but has to be text.",
                page.src_path if is_own else None,
                hint=f"Put it in quotes, or below `{key}: |` if it has several lines.",
            )


def unused_template(card: Card) -> str | None:
    """A sentence for a page that names both an image and a template to draw it one; None for any other."""
    if card.image is None or card.template is None:
        return None
    return (
        f"`metaimage` names the image {card.image} and the template {card.template}: the image is shown as it "
        "is, and the template draws nothing. Take one of them out."
    )


def unknown_keys(page: Page, declared: Iterable[str]) -> list[str]:
    """A sentence for each key of the page's card that neither the core nor what draws the card knows.

    Args:
        page: The page.
        declared: The keys that the templates and code files that serve the page declare.
    """
    known = sorted({*KEYS, *declared})
    sentences = []
    for key in page.card:
        if key not in known:
            near = nearest(key, known)
            advice = f"Did you mean `{near}`?" if near else f"The keys are {_shown(known, KEYS)}."
            sentences.append(f"`metaimage` has the unknown key `{key}` in the front matter. {advice}")
    return sentences


def unknown_options(options: Iterable[str], declared: Iterable[str]) -> list[str]:
    """A sentence for each of the option `template_options` that nothing knows which draws cards.

    Args:
        options: The keys of the option.
        declared: The keys that the templates and code files of the site declare.
    """
    known = sorted(declared)
    sentences = []
    for key in options:
        if key not in known:
            near = nearest(key, known)
            advice = f"Did you mean `{near}`?" if near else "The site's templates have none."
            if known and not near:
                advice = f"The site's templates have {_shown(known, known[:_MOST_SHOWN])}."
            sentences.append(f"`template_options` has the unknown key `{key}`. {advice}")
    return sentences


def _shown(known: Sequence[str], instead: Sequence[str]) -> str:
    """Keys in a row, or others where they are too many: a code file may know every text of what it imports."""
    return listed(f"`{name}`" for name in (known if len(known) <= _MOST_SHOWN else instead))


def image_url(page: Page, image: str) -> str | None:
    """The absolute URL that names an image, or None where a path does.

    Args:
        page: The page.
        image: What the front matter names.

    Raises:
        MetaImageError: It is a URL that cannot be.
    """
    if not image.lower().startswith(("https://", "http://", "//")):
        return None
    try:
        return encoded(f"https:{image}" if image.startswith("//") else image)
    except ValueError as error:
        raise MetaImageError(
            f"`metaimage: {{image: {image}}}` names a URL that cannot be: {error}.", page.src_path
        ) from error


def find_image(page: Page, image: str, docs_dir: Path) -> Path:
    """The file that a path in the front matter means.

    Args:
        page: The page.
        image: A path relative to the page's source, or from `docs_dir` with a leading slash.
        docs_dir: The folder of the sources.

    Raises:
        MetaImageError: There is no such file, or it lies outside the docs.
    """
    if image.startswith("/"):
        path = docs_dir / image.lstrip("/")
    elif page.src_path is None:
        raise MetaImageError(
            f"`metaimage: {{image: {image}}}` stands in the page {page.url}, which has no source file.",
            hint="Give a path from docs_dir with a leading slash.",
        )
    else:
        path = (docs_dir / page.src_path).parent / image
    # Not resolved: the host knows its files by the paths that lead to them, through links or not.
    path = Path(os.path.normpath(path))
    if not path.is_relative_to(docs_dir):
        raise MetaImageError(
            f"`metaimage: {{image: {image}}}` leads out of the docs folder.",
            page.src_path,
            hint="Put the image into docs_dir.",
        )
    if not os.path.isfile(path):  # also where a name is too long to be one
        raise MetaImageError(
            f"`metaimage: {{image: {image}}}` names a file that is not there: {path}.",
            page.src_path,
            hint="Give a URL, a path relative to the page's source file, or one from docs_dir with a leading slash.",
        )
    return path


def find_template(name: str, folders: Sequence[Path], setting: str, file: Path | str | None) -> Path:
    """The file of a template that a setting names: a built-in one by its name, any other by its path.

    Args:
        name: A built-in template's name, or the path of an `.html` file.
        folders: The folders that a path is looked for in, in order.
        setting: What names it, for the message.
        file: The file that the setting stands in.

    Raises:
        MetaImageError: There is no such template.
    """
    if name.endswith(".html"):
        for folder in folders:
            if os.path.isfile(folder / name):
                return Path(os.path.normpath(folder / name))
        hint = f"It was looked for in {listed(dict.fromkeys(map(str, folders)))}."
    else:
        names = built_in_templates()
        if name in names:
            return BUILT_IN / f"{name}.html"
        near = nearest(name, names)
        advice = f"Did you mean {near!r}?" if near else f"The built-in templates are {listed(names)}."
        hint = f"{advice} A path ends in .html."
    raise MetaImageError(f"There is no template {name!r}, which {setting} names.", file, hint=hint)


def _text(value: Any) -> str | None:
    return None if value is None else " ".join(str(value).split())

"""The plugin's options, as they stand in `mkdocs.yml`.

The docstring below each option is its documentation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Generic, Literal, NamedTuple, TypeVar, cast
from urllib.parse import urlsplit

from mkdocs.config.base import BaseConfigOption, Config, ValidationError
from mkdocs.config.config_options import SubConfig
from pathspec import GitIgnoreSpec

from ...engine.css.color import parse_color
from ...pipeline import KEYS
from ...pipeline.cpus import usable_cpus
from ...spelling import nearest

T = TypeVar("T")
_HEAVIEST = 1000
_MOST_WORKERS, _MOST_UNASKED = 64, 8


class Checked(BaseConfigOption[T], Generic[T]):
    """An option whose error message says what is allowed."""

    def __init__(self, allowed: str, accepts: Callable[[object], bool], default: T) -> None:
        """Make an option.

        Args:
            allowed: What is allowed, as the end of the sentence "Expected …".
            accepts: Whether a value is allowed.
            default: The value where the user gives none; always allowed.
        """
        super().__init__()
        self.default = default
        self._allowed = allowed
        self._accepts = accepts

    def run_validation(self, value: object) -> T:
        """Check a value.

        Raises:
            ValidationError: It is not allowed.
        """
        if value is None or value == "":
            # What `!ENV` gives for a variable that is not set, or set to nothing.
            return cast("T", self.default)
        if value == self.default or self._accepts(value):
            return cast("T", value)
        raise ValidationError(f"Expected {self._allowed}, but the value is {value!r}.")


def _text(allowed: str, default: Any = None) -> Checked[Any]:
    return Checked(allowed, lambda value: isinstance(value, str) and bool(value.strip()), default)


def _patterns() -> Checked[list[str]]:
    return Checked("a list of patterns, as in .gitignore", _are_patterns, [])


def _are_patterns(value: object) -> bool:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        return False
    try:
        GitIgnoreSpec.from_lines(value)
    except ValueError:
        return False
    return True


def _flag(default: bool) -> Checked[bool]:
    return Checked("true or false", lambda value: isinstance(value, bool), default)


def _choice(*names: str, default: str) -> Checked[Any]:
    return Checked("one of " + ", ".join(names), lambda value: value in names, default)


def _color() -> Checked[str | None]:
    return Checked(
        'a CSS colour such as "#4051b5"',
        lambda value: isinstance(value, str) and parse_color(value) is not None,
        None,
    )


class FontFile(NamedTuple):
    """An entry of the option `fonts`.

    Attributes:
        path: The path of a font file, as it is given.
        family: The name that styles call it by, None for that of the file.
        weight: Its weight, or the lowest and the highest, None for what the file says.
        style: `"normal"` or `"italic"`, None for what the file says.
    """

    path: str
    family: str | None = None
    weight: float | tuple[float, float] | None = None
    style: str | None = None


class FontFiles(BaseConfigOption[list[FontFile]]):
    """A list of font files: paths, or mappings that say more of them."""

    def __init__(self) -> None:
        super().__init__()
        self.default: list[FontFile] = []

    def run_validation(self, value: object) -> list[FontFile]:
        """Check the entries.

        Raises:
            ValidationError: One is no font file; it says which and why.
        """
        if value is None or value == "":
            return []
        if not isinstance(value, list):
            raise ValidationError(f"Expected a list of font files' paths, but the value is {value!r}.")
        return [_font_file(entry, number) for number, entry in enumerate(value, 1)]


def _font_file(given: object, number: int) -> FontFile:
    entry = {"path": given} if isinstance(given, str) else given
    if not isinstance(entry, dict) or not isinstance(entry.get("path"), str) or not entry["path"].strip():
        raise ValidationError(
            f"Expected a list of font files' paths, or of mappings with `path`, but entry {number} is {given!r}."
        )
    for key in entry:
        if key not in FontFile._fields:
            near = nearest(str(key), FontFile._fields)
            advice = f"Did you mean `{near}`?" if near else f"The keys are {', '.join(FontFile._fields)}."
            raise ValidationError(f"Entry {number}, {entry['path']}, has the unknown key `{key}`. {advice}")
    allowed = {
        "family": (isinstance(entry.get("family"), str | None), "a name"),
        "weight": (_weights(entry.get("weight")) != (), 'a number from 1 to 1000, or two as in "100 900"'),
        "style": (entry.get("style") in (None, "normal", "italic"), "normal or italic"),
    }
    for key, (right, kind) in allowed.items():
        if not right:
            raise ValidationError(
                f"Expected {kind} for the `{key}` of entry {number}, {entry['path']}, but it is {entry[key]!r}."
            )
    return FontFile(**{**entry, "weight": _weights(entry.get("weight")) or None})


def _weights(given: object) -> float | tuple[float, float] | tuple[()] | None:
    """A weight, or the lowest and the highest; `()` for what is neither."""
    if given is None:
        return None
    numbers = re.fullmatch(r"(\d+)(?:\s+(\d+))?", str(given).strip())
    if numbers is None:
        return ()
    ends = tuple(float(number) for number in numbers.groups() if number)
    if not all(1 <= end <= _HEAVIEST for end in ends):
        return ()
    return ends[0] if len(ends) == 1 else (min(ends), max(ends))


class TemplateOptions(BaseConfigOption[dict[str, Any]]):
    """A mapping of keys that templates declare."""

    def __init__(self) -> None:
        super().__init__()
        self.default: dict[str, Any] = {}

    def run_validation(self, value: object) -> dict[str, Any]:
        """Check the keys; which of them there are is for the templates to say.

        Raises:
            ValidationError: It is no mapping, or has a key that only a page can have.
        """
        if value is None or value == "":
            return {}
        if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
            raise ValidationError(
                f"Expected a mapping such as `eyebrow: Manual`, but the value is {value!r}."
            )
        for key in KEYS:
            if key in value:
                raise ValidationError(
                    f"`{key}` is for single pages: write it below `metaimage` in a page's front matter."
                )
        return dict(value)


def _is_url(value: object) -> bool:
    if not isinstance(value, str) or not value.startswith(("http://", "https://")):
        return False
    try:
        return bool(urlsplit(value).hostname)
    except ValueError:
        return False


class ColorOptions(Config):  # type: ignore[no-untyped-call]
    """The colours of the built-in cards."""

    primary = _color()
    """The colour of the site's header."""

    accent = _color()
    """The colour that stands out."""

    background = _color()
    """What the text lies on."""

    text = _color()
    """The text."""


class ValidationOptions(Config):  # type: ignore[no-untyped-call]
    """How loud each kind of remark is: `warn` fails a `--strict` build, `info` does not, `ignore` is silent."""

    site_url = _choice("warn", "info", "ignore", default="warn")
    """`site_url` is missing, so social tags would have no absolute URL."""

    missing_glyph = _choice("warn", "info", "ignore", default="warn")
    """No font has a character of a card."""

    unknown_css = _choice("warn", "info", "ignore", default="warn")
    """A card uses a property, value or selector that the engine does not know."""

    byte_budget = _choice("warn", "info", "ignore", default="warn")
    """A picture is larger than `max_bytes`."""

    image_format = _choice("warn", "info", "ignore", default="warn")
    """A social image is WebP or AVIF, which some platforms do not show."""

    alt = _choice("warn", "info", "ignore", default="info")
    """A static social image has no alt text."""

    front_matter = _choice("warn", "info", "ignore", default="warn")
    """A key of a page's `metaimage` front matter is known to nobody."""

    other_social_plugin = _choice("warn", "info", "ignore", default="warn")
    """Another plugin that makes social cards is enabled too."""


class MetaImageOptions(Config):  # type: ignore[no-untyped-call]
    """The options of the plugin `metaimage`."""

    enabled = _flag(True)
    """Whether the plugin does anything; `!ENV [CI, false]` draws cards in CI only."""

    routes_dir = _text("the path of a folder, relative to the config file")
    """The folder that holds the convention files, relative to the config file; where it is not given they
    stand in `docs_dir`, beside the pages that they serve."""

    template = _text("the name of a built-in template or the path of an .html file", "default")
    """The card of pages that no file serves: a built-in template's name, or the path of an `.html` file
    relative to the config file."""

    template_options = TemplateOptions()
    """What templates find in `page.card` where a page's front matter does not say otherwise: keys that they
    declare, such as `eyebrow: Manual`."""

    colors = SubConfig(ColorOptions)
    """The colours of the built-in cards, `primary`, `accent`, `background` and `text`, in place of the
    theme's; each a CSS colour."""

    logo = _text("the path of a picture, relative to the config file")
    """The picture beside the site's name, relative to the config file or to `docs_dir`; where it is not
    given, the theme's logo. One that is white throughout, as for a header, gets a ground on light cards."""

    fonts = FontFiles()
    """Font files (TTF, OTF, TTC; with the extra `woff` WOFF and WOFF2), relative to the config file; each a
    path, or a mapping with `path` and, where they differ from what the file says, `family`, `weight` and
    `style`; a weight may be a range, as in `100 900`."""

    include = _patterns()
    """The pages that get social cards, as patterns in the manner of `.gitignore`; empty for all."""

    exclude = _patterns()
    """The pages that get none; it beats `include`. Icons stay."""

    base_url: Checked[str | None] = Checked(
        "an absolute URL that starts with https:// or http://", _is_url, None
    )
    """What social images' URLs start with in place of `site_url`, for deploy previews:
    `!ENV [DEPLOY_PRIME_URL, "https://acme.dev/"]`."""

    on_existing: Checked[Literal["replace", "keep"]] = _choice("replace", "keep", default="replace")
    """What happens to images and icons that the theme or another plugin named in a page: `replace` or
    `keep`."""

    validation = SubConfig(ValidationOptions)
    """The level, `warn`, `info` or `ignore`, of each kind of remark: `site_url`, `missing_glyph`,
    `unknown_css`, `byte_budget`, `image_format`, `alt`, `front_matter`, `other_social_plugin`."""

    cache_dir = _text("the path of a folder, relative to the config file", ".cache/plugin/metaimage")
    """Where drawn images are kept between builds, relative to the config file."""

    cache_max_age: Checked[int] = Checked(
        "a whole number of days, or 0 to keep them for ever",
        lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= 0,
        30,
    )
    """After how many days without use an image goes from the cache. 0 keeps them for ever."""

    workers: Checked[int | Literal["auto"]] = Checked(
        f"auto, or a whole number of processes up to {_MOST_WORKERS}, 0 for none",
        lambda value: isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_WORKERS,
        "auto",
    )
    """How many processes draw while MkDocs goes on: `auto` for one a processor, at most eight; 0 draws in MkDocs'
    own. They are started when there is much to draw."""

    max_bytes: Checked[int] = Checked(
        "a whole number of bytes, or 0 for no bound",
        lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= 0,
        300_000,
    )
    """The most bytes of a social image; a larger one is packed harder, then named in a warning. 0 is no
    bound."""

    allow_remote = _flag(False)
    """Whether cards may fetch pictures and fonts over https; without it a build works offline."""

    preview_hosts: Checked[list[str]] = Checked(
        "a list of host names, such as cards.example.com",
        lambda value: (
            isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value)
        ),
        [],
    )
    """The host names besides `localhost` under which `mkdocs serve` shows the preview of the cards, where a tunnel or
    a cloud's editor forwards one; one that begins with `*.` stands for all names below it."""

    debug = _flag(False)
    """Whether cards show the outlines and sizes of their boxes, the baselines of their text, and the area
    that no platform crops or covers."""


def worker_count(workers: int | Literal["auto"]) -> int:
    """How many processes the option `workers` asks for."""
    return min(_MOST_UNASKED, usable_cpus()) if workers == "auto" else workers


def unknown_options(given: Mapping[str, Any]) -> list[tuple[str, ValidationError]]:
    """The options that do not exist, each with an error that names the nearest one that does."""
    groups: dict[str, type[Config]] = {"colors": ColorOptions, "validation": ValidationOptions}
    found = _unknown(given, MetaImageOptions, "")
    for name, options in groups.items():
        inner = given.get(name)
        if isinstance(inner, Mapping):
            found += _unknown(inner, options, f"{name}.")
    return found


def _unknown(
    given: Mapping[str, Any], options: type[Config], prefix: str
) -> list[tuple[str, ValidationError]]:
    known = [name for name, _ in options._schema]
    found = []
    for name in given:
        if name not in known:
            near = nearest(str(name), known)
            advice = (
                f"Did you mean `{prefix}{near}`?" if near else "The options are " + ", ".join(known) + "."
            )
            found.append((f"{prefix}{name}", ValidationError(f"There is no such option. {advice}")))
    return found

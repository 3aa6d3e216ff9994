"""`ImageResponse`: what a hook returns for a picture to be drawn, and the engine's front door."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .element import Element
from .loading import Loader
from .notes import CardError

# What draws is imported where it is used: a build that has all its pictures already needs none of it.
if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL import Image

    from .boxes import Box
    from .drawing import Drawing
    from .text.fonts import Font

#: The size of a picture for which nobody gives one, in px: that of a social card.
DEFAULT_SIZE = (1200, 630)
_MOST_PIXELS = 50_000_000
_LONGEST_SHOWN = 80
# A text with fewer tags is surely not nested too deep, and is read when it is drawn.
_FEW_TAGS = 250


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a response takes from where it is drawn, where it does not say so itself.

    Attributes:
        width: The picture's width in px.
        height: The picture's height in px.
        content_type: Its MIME type.
        base: The folder that relative paths of pictures and fonts start from.
        fonts: Fonts that come after the response's own.
        max_bytes: What the encoded picture should not exceed; None for no bound.
        allow_remote: Whether pictures and fonts may be fetched over https.
        lang: The language of the card as a BCP 47 tag, where its outermost element has no `lang`; or `""`.
        debug: Whether to draw the outlines of the boxes, as `ImageResponse` has it.
        on_read: Told of each file that the card names.
        kept_in: The folder where remote files are kept from build to build, or None.
        on_load: Told of each URL that the card names but `data:` ones, and of its bytes, or None where it cannot
            be had.
    """

    width: int = DEFAULT_SIZE[0]
    height: int = DEFAULT_SIZE[1]
    content_type: str = "image/png"
    base: Path | None = None
    fonts: tuple[Font, ...] = ()
    max_bytes: int | None = None
    allow_remote: bool = False
    lang: str = ""
    debug: bool = False
    on_read: Callable[[Path], None] | None = None
    kept_in: Path | None = None
    on_load: Callable[[str, bytes | None], None] | None = None


@dataclass(frozen=True, slots=True, init=False, eq=False)
class ImageResponse:
    """A picture drawn from HTML and CSS when somebody asks for it.

    As `ImageResponse` of Next.js (https://nextjs.org/docs/app/api-reference/functions/image-response), with
    a browser's defaults: a `div` is a block, `h1` and `p` have margins, `b` is bold.

    Args:
        element: HTML text, what `html` or `h` returned, or any object with an `__html__` method.
        width: The width in px; where it is None, that of the image's metadata, else 1200.
        height: The height in px; where it is None, that of the image's metadata, else 630.
        fonts: Fonts to try before the bundled ones.
        content_type: The MIME type; where it is None, that of the image's metadata, else `image/png`.
        debug: Whether to draw over it the outlines and sizes of the boxes, the baselines of the text, and
            the area that no platform crops or covers.

    Raises:
        CardError: An argument is of a wrong type, a size is not a positive whole number, or the element is
            nothing to draw.
    """

    _source: str | Element = field(repr=False)
    width: int | None
    height: int | None
    fonts: tuple[Font, ...]
    content_type: str | None
    debug: bool

    def __init__(
        self,
        element: Any,
        *,
        width: int | None = None,
        height: int | None = None,
        fonts: Iterable[Font] | None = (),
        content_type: str | None = None,
        debug: bool = False,
    ) -> None:
        _check_number("width", width)
        _check_number("height", height)
        values = {
            "_source": _readable(element),
            "width": width,
            "height": height,
            "fonts": _checked_fonts(fonts),
            "content_type": _checked_type(content_type),
            "debug": debug,
        }
        # It is drawn later than it is made, and as it was made.
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def drawing(self, around: Surroundings = Surroundings()) -> Drawing:
        """All that the picture depends on, as one value: reads the pictures and fonts that the element names.

        Raises:
            CardError: A picture or a font cannot be read, or the size is more than 50 million px.
        """
        from .drawing import Drawing
        from .elements import parse
        from .font_faces import fonts_of
        from .named_pictures import pictures_named

        width, height = self.width or around.width, self.height or around.height
        _check_area(width, height)
        loader = Loader(
            around.base,
            around.allow_remote,
            on_read=around.on_read,
            kept_in=around.kept_in,
            on_load=around.on_load,
        )
        tree = parse(self._source)
        pictures = tuple((name, loader.load(name)) for name in pictures_named(tree))
        own = tuple(_found(font, around) for font in self.fonts)
        return Drawing(
            tree=_in_language(tree, around.lang),
            width=width,
            height=height,
            content_type=self.content_type or around.content_type,
            fonts=(*fonts_of(tree, width, height, loader), *own, *around.fonts),
            pictures=pictures,
            max_bytes=around.max_bytes,
            debug=self.debug or around.debug,
        )

    def signature(self, around: Surroundings) -> str:
        """A hash of all that `drawing` depends on, the files and machine's fonts apart, without making it.

        Raises:
            CardError: A font cannot be read.
        """
        fonts = (*(_found(font, around) for font in self.fonts), *around.fonts)
        described = (
            type(self._source).__name__,
            (self.width, self.height, self.content_type, self.debug),
            (around.width, around.height, around.content_type, str(around.base), around.max_bytes),
            (around.allow_remote, around.lang, around.debug),
            [(font.digest, font.family, font.weight, font.style, font.unicode_range) for font in fonts],
        )
        text = self._source if isinstance(self._source, str) else repr(self._source)
        return hashlib.sha256(f"{described} {text}".encode("utf-8", "surrogatepass")).hexdigest()

    def layout(self) -> Box:
        """Lay out without painting: the boxes of the elements, in px.

        Raises:
            CardError: A picture or a font cannot be read.
        """
        from .depth import room_for
        from .drawing import place
        from .outline import outline
        from .pictures import Pictures

        drawing = self.drawing()
        with room_for(drawing.tree):
            root, _ = place(drawing, Pictures(dict(drawing.pictures)))
            return outline(root)

    def render(self) -> Image.Image:
        """Draw: the picture, width x height px, RGB or RGBA.

        Raises:
            CardError: A picture or a font cannot be read.
        """
        from .drawing import render

        image, _ = render(self.drawing())
        return image

    def encode(self, content_type: str | None = None) -> bytes:
        """Draw and encode: the bytes of a file of the content type, `image/png` where nobody says.

        Raises:
            CardError: A picture or a font cannot be read, or the content type is not known.
        """
        from .drawing import draw

        drawing = self.drawing()
        if content_type is not None:
            drawing = replace(drawing, content_type=content_type)
        return draw(drawing).data


def _readable(element: Any) -> str | Element:
    """What is to be drawn as a value: its text, or its elements.

    Raises:
        CardError: It is nothing to draw, or is nested too deep.
    """
    if hasattr(element, "__html__") and not isinstance(element, Element):
        element = str(element.__html__())
    if isinstance(element, str) and element.count("<") < _FEW_TAGS:
        return str.__str__(element)
    from .elements import parse

    return parse(element)


def _found(font: Font, around: Surroundings) -> Font:
    """A font of the response's whose path, if it has one, starts from where it is drawn."""
    if isinstance(font.source, bytes):
        return font
    path = Path.cwd() if around.base is None else around.base
    path /= font.source
    if around.on_read is not None:
        around.on_read(path)
    return replace(font, source=path)


def _in_language(root: Element, lang: str) -> Element:
    """The tree with a language of its outermost element, which it may have of its own."""
    if not lang or "lang" in root.attributes:
        return root
    return replace(root, attributes={**root.attributes, "lang": lang})


def _checked_fonts(fonts: Iterable[Font] | None) -> tuple[Font, ...]:
    if fonts is None or fonts == ():
        return ()
    from .text.fonts import Font

    one = isinstance(fonts, str | bytes | Mapping | Font) or not isinstance(fonts, Iterable)
    given: tuple[Any, ...] = (fonts,) if one else tuple(fonts)
    wrong = [font for font in given if one or not isinstance(font, Font)]
    if wrong:
        shown = repr(wrong[0])
        shown = shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"
        raise CardError(
            f'The fonts of an ImageResponse are a list of Font, not {shown}: write fonts=[Font("Brand.ttf")].'
        )
    return given


def _checked_type(content_type: object) -> str | None:
    if content_type is not None and not isinstance(content_type, str):
        raise CardError(
            f"The content_type of an ImageResponse is {content_type!r}: give a MIME type, such as 'image/png'."
        )
    return content_type


def _check_number(name: str, value: object) -> None:
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
        raise CardError(f"The {name} of an ImageResponse is {value!r}: give a positive whole number of px.")


def _check_area(width: int, height: int) -> None:
    if width * height > _MOST_PIXELS:
        raise CardError(f"A picture of {width}x{height} px is too large: {_MOST_PIXELS:,} px are the most.")

"""What platforms do not show of a picture, or show badly: its type, size, bytes and shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...spelling import listed
from ..platforms import PLATFORMS, SAFE_BYTES
from ..shown import bytes_said, centred, format_name, size_said
from .finding import Finding, ids, names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..shown import Shown, Sight
    from .finding import Looked

_MEND_TYPE: Final = (
    'Give it as PNG or JPEG: `content_type = "image/png"` in the code that draws it, or a file of that type.'
)
_MEND_SIZE: Final = (
    "1200x630 px is right everywhere: `size` in the code or template that draws it, or a file of that size."
)
_MEND_BYTES: Final = (
    "Save it smaller, draw it as JPEG, or lower the option `max_bytes`, to which drawn cards are fitted."
)
# A card that shows less of its picture than this loses what matters.
_LEAST_SHOWN: Final = 0.8


def picture_findings(page: Looked) -> Iterator[Finding]:
    """Check each picture that the page's tags name."""
    for image, sights in page.taken():
        yield from _types(image, sights)
        yield from _bytes(image, sights)
        yield from _bounds(image, sights)
    for image, sights in page.shown():
        yield from _summary(page, image, sights)
        yield from _thumbnails(image, sights)
        yield from _crops(image, sights)
    yield from _several(page)


def _types(image: Shown, sights: Sequence[Sight]) -> Iterator[Finding]:
    kind, type_ = format_name(image.content_type), image.content_type
    never = [
        each for each in sights if type_ and type_ not in each.platform.formats | each.platform.unreliable
    ]
    doubtful = [each for each in sights if type_ in each.platform.unreliable]
    if never:
        yield Finding(
            level="error",
            code="type-not-shown",
            message=f"{image.id} is {kind}, which {_nowhere(never)}.",
            hint=_MEND_TYPE,
            image=image.id,
            platforms=ids(never),
        )
    if doubtful:
        yield Finding(
            level="warning",
            code="type-unreliable",
            message=(
                f"{image.id} is {kind}, which {names(doubtful)} {_verb(doubtful, 'shows', 'show')} wrongly, "
                "or not every time."
            ),
            hint=_MEND_TYPE,
            image=image.id,
            platforms=ids(doubtful),
        )


def _bytes(image: Shown, sights: Sequence[Sight]) -> Iterator[Finding]:
    weight = image.bytes or 0
    bounds = [(each, each.platform.most_bytes or weight) for each in sights]
    over = [(each, most) for each, most in bounds if weight > most]
    # What the engine said of it knows which type would be smaller.
    said = next((note.message for note in image.notes if note.kind == "byte_budget"), _MEND_BYTES)
    hard = [(each, most) for each, most in over if most > SAFE_BYTES]
    if hard:
        allowed = listed(f"{each.platform.name} ({bytes_said(most)})" for each, most in hard)
        yield Finding(
            level="error",
            code="too-many-bytes",
            message=f"{image.id} has {bytes_said(weight)}, more than {allowed} {_verb(hard, 'takes', 'take')}.",
            hint=said,
            image=image.id,
            platforms=ids(each for each, _ in hard),
        )
    soft = [each for each, most in over if most <= SAFE_BYTES]
    if soft:
        yield Finding(
            level="warning",
            code="more-than-300-kb",
            message=(
                f"{image.id} has {bytes_said(weight)}: over {bytes_said(SAFE_BYTES)}, {names(soft)} may leave it out."
            ),
            hint=said,
            image=image.id,
            platforms=ids(soft),
        )


def _bounds(image: Shown, sights: Sequence[Sight]) -> Iterator[Finding]:
    size = image.size
    if size is None:
        return
    for code, side, bounds in (
        ("too-small", "under", [(each, each.platform.least_size) for each in sights]),
        ("too-large", "over", [(each, each.platform.most_size or size) for each in sights]),
    ):
        outside = [
            (each, bound)
            for each, bound in bounds
            if any(
                own < other if side == "under" else own > other
                for own, other in zip(size, bound, strict=True)
            )
        ]
        if outside:
            shown = listed(f"{each.platform.name} {side} {size_said(bound)}" for each, bound in outside)
            yield Finding(
                level="error",
                code=code,
                message=f"{image.id} is {size_said(size)}; no picture is shown on {shown}.",
                hint=_MEND_SIZE,
                image=image.id,
                platforms=ids(each for each, _ in outside),
            )


def _summary(page: Looked, image: Shown, sights: Sequence[Sight]) -> Iterator[Finding]:
    """A wide picture on platforms that are told to show it small."""
    card = page.head.first("twitter:card")
    asked = [each for each in sights if each.platform.asks_card and each.layout is each.platform.layouts[-1]]
    if card == "summary_large_image" or not asked or not _is_wide(image):
        return
    yield Finding(
        level="warning",
        code="summary-card",
        message=(
            f"`twitter:card` is {card or 'missing'}, so {names(asked)} {_verb(asked, 'shows', 'show')} "
            f"{image.id} small, though it is {size_said(image.size or (0, 0))}."
        ),
        hint="Set `twitter:card` to summary_large_image where the theme or the page writes it, or remove it there.",
        image=image.id,
        platforms=ids(asked),
    )


def _thumbnails(image: Shown, sights: Sequence[Sight]) -> Iterator[Finding]:
    """A picture that is too small for a large card."""
    if image.size is None:
        return
    width, height = image.size
    small = [
        each
        for each in sights
        if each.layout is not each.platform.layouts[0]
        and (width < each.platform.large_from[0] or height < each.platform.large_from[1])
    ]
    if small:
        bounds = listed(f"{each.platform.name} ({size_said(each.platform.large_from)})" for each in small)
        yield Finding(
            level="warning" if _is_wide(image) else "note",
            code="small-picture",
            message=f"{image.id} is {size_said(image.size)}, too small for the large card of {bounds}.",
            hint=_MEND_SIZE,
            image=image.id,
            platforms=ids(small),
        )


def _crops(image: Shown, sights: Sequence[Sight]) -> Iterator[Finding]:
    """A picture of which large cards show only a part."""
    if image.size is None:
        return
    crops = [
        (each, centred(image.size, each.layout.ratio))
        for each in sights
        if each.layout is each.platform.layouts[0]
    ]
    shares = [(each, crop.width * crop.height) for each, crop in crops]
    cropped = [each for each, share in shares if share < _LEAST_SHOWN]
    if cropped:
        least = min(share for _, share in shares)
        yield Finding(
            level="warning",
            code="cropped",
            message=(
                f"{image.id} is {size_said(image.size)}; of that, {names(cropped)} {_verb(cropped, 'shows', 'show')} "
                f"only the middle, down to {least:.0%}."
            ),
            hint=_MEND_SIZE,
            image=image.id,
            platforms=ids(cropped),
        )


def _several(page: Looked) -> Iterator[Finding]:
    count = len(page.head.opengraph_images)
    if count > 1:
        yield Finding(
            level="note",
            code="several-images",
            message=(
                f"The page names {count} `og:image`: most platforms take the first, iMessage has shown two side by "
                "side, and of WhatsApp it is not known."
            ),
            hint="Where one is enough, keep one `opengraph-image`, and one entry in `generate_image_metadata`.",
            platforms=("whatsapp", "imessage"),
        )


def _is_wide(image: Shown) -> bool:
    return image.size is not None and image.size[0] > image.size[1]


def _nowhere(sights: Sequence[Sight]) -> str:
    if len(sights) == len(PLATFORMS):
        return "no platform shows"
    return f"{names(sights)} {_verb(sights, 'does', 'do')} not show"


def _verb(subjects: Sequence[object], one: str, several: str) -> str:
    return one if len(subjects) == 1 else several

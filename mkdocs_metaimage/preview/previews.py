"""From a page's head and its pictures to what each platform shows of a link to it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final

from .platforms import PLATFORMS
from .shown import centred, domain_of, format_name, refusal, sight_on
from .text_limits import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .findings import Finding
    from .heads import Head
    from .platforms import Layout, LayoutId, Platform
    from .shown import Crop, Picture, Shown

# Of a frame that fits its picture, where there is none.
_USUAL: Final = 40 / 21


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a platform shows of a link in one of its layouts.

    Attributes:
        platform: The platform's id.
        layout: The layout's id.
        name: The layout's name.
        image: The id of the picture that is shown, or None.
        active: Whether the page's tags and picture give this layout.
        crop: The part of the picture that is shown, or None where no picture or its size is known.
        ratio: Width by height of the picture's frame.
        title: The title as it is shown.
        title_cut: Whether it is cut.
        description: The description as it is shown, or None where none is.
        description_cut: Whether it is cut.
        domain: The site's domain as it is written there.
        site_name: The site's name, or None where it is not shown.
        author: The author, or None where none is shown.
        color: The colour that stands by it, or None.
        color_dark: The same for a dark ground, where the page has another.
        alt: What the picture shows, as it is read out, or None.
        overlay: The title that lies over the picture, or None.
        labels: Pairs of a label and what it is for, or None where none are shown.
        note: What is to be known of it, or None.
        findings: What was found that concerns the platform.
    """

    platform: str
    layout: LayoutId
    name: str
    image: str | None
    active: bool
    crop: Crop | None
    ratio: float
    title: str
    title_cut: bool
    description: str | None
    description_cut: bool
    domain: str
    site_name: str | None = None
    author: str | None = None
    color: str | None = None
    color_dark: str | None = None
    alt: str | None = None
    overlay: str | None = None
    labels: tuple[tuple[str, str], ...] | None = None
    note: str | None = None
    findings: tuple[Finding, ...] = ()

    def described(self) -> dict[str, Any]:
        """It as JSON has it."""
        return {
            **{field.name: getattr(self, field.name) for field in fields(self)},
            "crop": self.crop and self.crop._asdict(),
            "overlay": None if self.overlay is None else {"title": self.overlay},
            "labels": self.labels and [list(pair) for pair in self.labels],
            "findings": [finding.described() for finding in self.findings],
        }


def platform_previews(
    head: Head, images: Sequence[Shown], page_url: str | None = None
) -> tuple[Preview, ...]:
    """What each platform shows of a link to a page, in each of its layouts; nothing is found about them yet.

    Args:
        head: What the page's head says, our tags in it.
        images: The page's pictures.
        page_url: The page's absolute URL, or None where the site has none.
    """
    return tuple(preview for platform in PLATFORMS for preview in _previews(platform, head, images, page_url))


def _previews(
    platform: Platform, head: Head, images: Sequence[Shown], page_url: str | None
) -> Iterator[Preview]:
    sight = sight_on(platform, head, images)
    picture, active = sight.picture, sight.layout
    domain = domain_of(page_url or head.first("og:url"))
    for layout in platform.layouts:
        shown = _shown_in(platform, layout, picture)
        title = shortened(sight.title or domain, layout.title)
        description = shortened(sight.description, layout.description)
        yield Preview(
            platform=platform.id,
            layout=layout.id,
            name=layout.name,
            image=None if shown is None else shown.id,
            active=layout is active,
            crop=centred(shown.size, layout.ratio) if shown and shown.size else None,
            ratio=layout.ratio or _own_ratio(shown),
            title=title.text,
            title_cut=title.cut,
            description=description.text or None,
            description_cut=bool(description.text) and description.cut,
            domain=domain.upper() if platform.domain == "upper" else domain,
            site_name=head.first("og:site_name") if platform.site_name else None,
            author=head.author if platform.author else None,
            color=head.theme_color or head.theme_color_dark if platform.color else None,
            color_dark=head.theme_color_dark if platform.color else None,
            alt=picture.named.alt if picture.named and shown and platform.alt else None,
            overlay=title.text if shown and layout.overlay else None,
            labels=head.labels if platform.labels and head.labels else None,
            note=_note(platform, layout, active, picture),
        )


def _shown_in(platform: Platform, layout: Layout, picture: Picture) -> Shown | None:
    """The picture that a layout shows: none that the platform refuses, and an icon only in the smallest."""
    shown = picture.shown
    if shown is None or refusal(platform, shown):
        return None
    return shown if picture.named or layout is platform.layouts[-1] else None


def _own_ratio(shown: Shown | None) -> float:
    return _USUAL if shown is None or shown.size is None else shown.size[0] / shown.size[1]


def _note(platform: Platform, layout: Layout, active: Layout, picture: Picture) -> str | None:
    """What is to be known of a layout: why it has no picture, or why it is not the one that the page gets."""
    shown, named = picture.shown, picture.named
    if shown is None:
        if named is not None:
            return f"The page names a picture that is none of this site's cards: {named.url}"
        return "The page names no picture."
    refused = refusal(platform, shown)
    if refused:
        return f"{platform.name} {refused}."
    if named is None:
        return "The page names no picture, so its apple-touch-icon stands here." if layout is active else None
    if layout is not active:
        first = platform.layouts[0]
        if layout is first:
            return f"{platform.name} shows it so only {platform.large_for}."
        return f"{platform.name} shows “{first.name}” {platform.large_for}, and this else."
    if shown.content_type in platform.unreliable:
        return f"{platform.name} shows {format_name(shown.content_type)} wrongly, or not every time."
    return platform.note

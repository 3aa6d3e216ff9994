"""What the platforms do with a page's tags and pictures: one table, as well as it is known.

None of them says all of this, most of it changes without notice, and much is known only from trying. How sure an
entry is stands beside it, [h]igh, [m]edium or [l]ow; where sources disagree the safer number is taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from .text_limits import Limit

LayoutId = Literal["large", "summary", "thumbnail", "wide", "square"]

_PNG, _JPEG, _GIF, _WEBP = "image/png", "image/jpeg", "image/gif", "image/webp"
_MEGABYTE: Final = 1_000_000

#: What every platform takes, in bytes: WhatsApp's bound, the lowest that is told of.
SAFE_BYTES: Final = 300_000
#: How long the text for those who do not see a picture may be on X, in characters [h].
MOST_ALT: Final = 420
#: How much of a page Slack reads, in bytes [m].
MOST_READ: Final = 32 * 1024

# The frame of a large card nearly everywhere; 40:21 is 1200x630.
_WIDE = 40 / 21
# Of a frame of X's: the title lies over this much of its bottom [m].
_X_OVERLAY = 0.16


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One of the ways in which a platform lays out a link.

    Attributes:
        id: Its name in addresses and in the preview's answers.
        name: Its name in sentences.
        ratio: Width by height of the frame that the picture fills, or None for a frame that fits the picture.
        title: How much of the title is shown; None for all of it.
        description: How much of the description is shown: 0 characters where there is none.
        overlay: How much of the frame's height lies under the title, from the bottom.
    """

    id: LayoutId
    name: str
    ratio: float | None
    title: Limit | None
    description: Limit | None
    overlay: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """A platform that shows links to pages.

    Attributes:
        id: Its name in addresses and in the preview's answers.
        name: Its name in sentences.
        layouts: Its layouts, that with the largest picture first.
        formats: The content types that it shows.
        unreliable: Those that it shows sometimes, or wrongly.
        most_bytes: The most bytes of a picture, or None where no bound is known.
        least_size: Width and height in px below which it shows no picture.
        most_size: Width and height in px beyond which it shows none, or None.
        large_from: Width and height in px from which it gives the first layout.
        asks_card: Whether it takes `twitter:card` for the choice of the layout.
        landscape_only: Whether only a picture that is wider than high gets the first layout.
        twitter: Whether it takes `twitter:title` and its like before `og:`, where there is no `og:`, or never.
        domain: How it writes the domain.
        alt: Whether it reads the picture's alt text.
        site_name: Whether it shows `og:site_name`.
        author: Whether it shows the author.
        color: Whether it uses `theme-color`.
        labels: Whether it shows `twitter:label1` and `twitter:data1`.
        touch_icon: Whether it shows the apple-touch-icon where there is no picture.
        note: What else is to be known of it, or None.
    """

    id: str
    name: str
    layouts: tuple[Layout, ...]
    formats: frozenset[str] = frozenset({_PNG, _JPEG})
    unreliable: frozenset[str] = frozenset()
    most_bytes: int | None = None
    least_size: tuple[int, int] = (1, 1)
    most_size: tuple[int, int] | None = None
    large_from: tuple[int, int] = (1, 1)
    asks_card: bool = False
    landscape_only: bool = False
    twitter: Literal["first", "fallback", "never"] = "never"
    domain: Literal["lower", "upper"] = "lower"
    alt: bool = False
    site_name: bool = False
    author: bool = False
    color: bool = False
    labels: bool = False
    touch_icon: bool = False
    note: str | None = None

    @property
    def large_for(self) -> str:
        """What gives the first layout, in the words after "only"."""
        width, height = self.large_from
        least = f"{width} px wide" if height == 1 else f"{width}x{height} px"
        needs = [
            "for `twitter:card` summary_large_image" if self.asks_card else "",
            "for pictures that are wider than high" if self.landscape_only else "",
            f"from {least} on" if width > 1 else "",
        ]
        return " and ".join(filter(None, needs))

    def layout_of(self, card: str | None, size: tuple[int, int] | None) -> Layout:
        """The layout that a page gets.

        Args:
            card: What its `twitter:card` says, or None.
            size: Width and height in px of its picture, or None where they are not known.
        """
        first, last = self.layouts[0], self.layouts[-1]
        if self.asks_card and card != "summary_large_image":
            return last
        if size is None:
            return first
        small = size[0] < self.large_from[0] or size[1] < self.large_from[1]
        return last if small or (self.landscape_only and size[0] <= size[1]) else first


_NOTHING = Limit(0)

_X = Platform(
    id="x",
    name="X",
    layouts=(
        # 70 and 200 characters are in X's own documentation of cards [m]; on the large card the title is one line over
        # the picture, of which people have seen 47 to 70 characters, and there is no description [m].
        Layout(
            id="large",
            name="Large card",
            ratio=2.0,
            title=Limit(70, by_width=True),
            description=_NOTHING,
            overlay=_X_OVERLAY,
        ),
        Layout(
            id="summary",
            name="Summary card",
            ratio=1.0,
            title=Limit(70, by_width=True),
            description=Limit(200, by_width=True),
        ),
    ),
    formats=frozenset({_PNG, _JPEG, _WEBP, _GIF}),  # no SVG [h]
    most_bytes=5 * _MEGABYTE,  # [h]
    least_size=(144, 144),  # [h]
    most_size=(4096, 4096),  # [h]
    large_from=(300, 157),  # [h]
    asks_card=True,
    twitter="first",
    alt=True,
    note="X keeps what it read of a URL for about seven days.",
)

_FACEBOOK = Platform(
    id="facebook",
    name="Facebook",
    layouts=(
        # Titles: 60 to 88 characters are told of, one test saw 122 [l]. Descriptions: one line or none, about 80 [l].
        Layout(
            id="large",
            name="Large card",
            ratio=_WIDE,
            title=Limit(88, by_width=True),
            description=Limit(80, by_width=True),
        ),
        Layout(
            id="thumbnail",
            name="Thumbnail",
            ratio=1.0,
            title=Limit(88, by_width=True),
            description=Limit(80, by_width=True),
        ),
    ),
    formats=frozenset({_PNG, _JPEG, _GIF, _WEBP}),  # AVIF fails [h]
    most_bytes=8 * _MEGABYTE,  # [h]
    least_size=(200, 200),  # [h]
    large_from=(600, 315),  # [h]
    domain="upper",
    alt=True,  # documented by Facebook [m]
    note="Facebook turns old shares white when their picture is removed.",
)

_LINKEDIN = Platform(
    id="linkedin",
    name="LinkedIn",
    layouts=(
        # 70 to 150 characters are told of, in two lines [l]; the feed shows no description [m].
        Layout(
            id="large",
            name="Large card",
            ratio=1200 / 627,
            title=Limit(100, by_width=True),
            description=_NOTHING,
        ),
        Layout(
            id="thumbnail",
            name="Thumbnail",
            ratio=1.0,
            title=Limit(100, by_width=True),
            description=_NOTHING,
        ),
    ),
    unreliable=frozenset({_WEBP}),  # [m]
    most_bytes=5 * _MEGABYTE,  # [m]
    large_from=(401, 1),  # [m]
)

_SLACK = Platform(
    id="slack",
    name="Slack",
    layouts=(
        # A test found no bound of titles [m]; Slack's documentation folds attachments from 700 characters on [l].
        Layout(id="large", name="Large picture", ratio=None, title=None, description=Limit(700)),
        Layout(id="thumbnail", name="Thumbnail", ratio=1.0, title=None, description=Limit(700)),
    ),
    formats=frozenset({_PNG, _JPEG, _GIF}),  # [m]
    large_from=(500, 1),  # [m]
    twitter="fallback",
    site_name=True,
    labels=True,  # [m]
)

_DISCORD = Platform(
    id="discord",
    name="Discord",
    layouts=(
        # 256 and about 350 characters [m]; somebody counted 70 bytes of a title [l]. The picture is not cropped [m].
        Layout(id="large", name="Large picture", ratio=None, title=Limit(256), description=Limit(350)),
        Layout(id="thumbnail", name="Thumbnail", ratio=None, title=Limit(256), description=Limit(350)),
    ),
    formats=frozenset({_PNG, _JPEG, _WEBP, _GIF}),  # [m]
    most_bytes=8 * _MEGABYTE,  # [m]
    asks_card=True,  # [m]
    twitter="fallback",
    site_name=True,
    color=True,  # [m]
)

_WHATSAPP = Platform(
    id="whatsapp",
    name="WhatsApp",
    layouts=(
        # 60 to 81 characters of a title and 65 to 81 of a description, by the phone's width [l].
        Layout(
            id="wide",
            name="Wide",
            ratio=_WIDE,
            title=Limit(65, by_width=True),
            description=Limit(80, by_width=True),
        ),
        Layout(
            id="square",
            name="Square",
            ratio=1.0,
            title=Limit(65, by_width=True),
            description=Limit(80, by_width=True),
        ),
    ),
    most_bytes=SAFE_BYTES,  # 600 KB and 5 MB are told of too [l]
    least_size=(300, 1),  # [l]
    landscape_only=True,  # [l]
    note="WhatsApp shows either, by app and version; what must be read belongs into the middle.",
)

_TELEGRAM = Platform(
    id="telegram",
    name="Telegram",
    layouts=(
        # The desktop app has five lines for all of the text, at most two of them for the title [l].
        Layout(
            id="large",
            name="Large picture",
            ratio=None,
            title=Limit(110, by_width=True),
            description=Limit(170, by_width=True),
        ),
        Layout(
            id="thumbnail",
            name="Thumbnail",
            ratio=1.0,
            title=Limit(110, by_width=True),
            description=Limit(170, by_width=True),
        ),
    ),
    most_bytes=_MEGABYTE,  # [l]
    least_size=(200, 1),  # [l]
    landscape_only=True,  # [l]
    twitter="fallback",
    site_name=True,
    note="Telegram keeps what it shows from the moment a link is sent.",
)

_MASTODON = Platform(
    id="mastodon",
    name="Mastodon",
    layouts=(
        # Two lines of the title and one of the description in the web app, about so much of them [l].
        Layout(
            id="large",
            name="Large card",
            ratio=_WIDE,
            title=Limit(110, by_width=True),
            description=Limit(70, by_width=True),
        ),
        Layout(
            id="thumbnail",
            name="Thumbnail",
            ratio=1.0,
            title=Limit(110, by_width=True),
            description=Limit(70, by_width=True),
        ),
    ),
    formats=frozenset({_PNG, _JPEG, _GIF, _WEBP}),  # [m]
    most_bytes=2 * _MEGABYTE,  # [m]
    landscape_only=True,  # [m]
    twitter="fallback",
    alt=True,  # [m]
    site_name=True,
    author=True,  # `fediverse:creator` [m]
)

_BLUESKY = Platform(
    id="bluesky",
    name="Bluesky",
    layouts=(
        # Three lines of the title and two of the description on a phone, about so much of them [l].
        Layout(
            id="large",
            name="Card",
            ratio=_WIDE,
            title=Limit(120, by_width=True),
            description=Limit(100, by_width=True),
        ),
    ),
    unreliable=frozenset({_WEBP}),  # turns out black [m]
    most_bytes=_MEGABYTE,  # [h]
    most_size=(2000, 2000),  # [m]
)

_IMESSAGE = Platform(
    id="imessage",
    name="iMessage",
    layouts=(
        # The title in two or three lines; it leaves a site's name out of it at times, and shows no description [l].
        Layout(
            id="large",
            name="Large picture",
            ratio=None,
            title=Limit(90, by_width=True),
            description=_NOTHING,
        ),
        Layout(id="thumbnail", name="Icon", ratio=1.0, title=Limit(90, by_width=True), description=_NOTHING),
    ),
    most_bytes=10 * _MEGABYTE,  # [m]
    large_from=(900, 1),  # [m]
    touch_icon=True,  # [m]
)

#: The platforms, in the order in which they are shown.
PLATFORMS: Final = (
    _X,
    _FACEBOOK,
    _LINKEDIN,
    _SLACK,
    _DISCORD,
    _WHATSAPP,
    _TELEGRAM,
    _MASTODON,
    _BLUESKY,
    _IMESSAGE,
)

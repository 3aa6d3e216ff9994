"""From a convention file that serves a page to planned images: static ones, and those that hooks give."""

from __future__ import annotations

import os.path
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ..conventions import OPENGRAPH_IMAGE, TEMPLATE_EXTENSION, extension_of
from ..engine.response import Surroundings
from ..errors import MetaImageError
from ..hooks import Request
from ..metadata import Size
from ..routes import FileKind, folder_path, image_path, static_image_path
from ..static_images import StaticImage, read_alt, read_static_image
from .images import Content, PlannedImage, PlannedImages, Sketch
from .returned import Subject, Workshop, settle

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..conventions import Convention
    from ..hooks import Hook, HookLoader, Recipe
    from ..metadata import ImageMetadata
    from ..pages import Page, Site
    from ..routes import ConventionFile, Match, Params
    from .remarks import Remarks

#: Formats that some platforms do not show.
_RARELY_SHOWN = {
    "image/webp": "LinkedIn shows WebP unreliably and Bluesky not at all",
    "image/avif": "Facebook and Bluesky do not show AVIF",
}


class Mend(Protocol):
    """Takes an error in one image; where it does not raise, the page goes without that image."""

    def __call__(
        self,
        error: MetaImageError,
        convention: Convention | None = None,
        variant: str | int | None = None,
        /,
    ) -> None:
        """Take an error, the convention of the image, and its id where its file gives several."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where the images of a page live.

    Attributes:
        page: The page, or None for one that has no source, such as `404.html`.
        path: The decoded path below the site at which its own images live.
    """

    page: Page | None
    path: str


class Planner:
    """Plans the images of one build.

    Args:
        site: The site.
        loader: Loads code files and templates.
        workshop: What cards are drawn with.
        published: The files that the host publishes itself, each with its decoded path below the site.
        images: Takes the images.
        remarks: Takes what a maintainer should know.
        mend: Takes an error in one image.
    """

    def __init__(
        self,
        site: Site,
        loader: HookLoader,
        workshop: Workshop,
        published: Mapping[Path, str],
        images: PlannedImages,
        remarks: Remarks,
        mend: Mend,
    ) -> None:
        self._site = site
        self._loader = loader
        self._workshop = workshop
        self._published = published
        self._images = images
        self._remarks = remarks
        self._mend = mend
        self._hooks: dict[Path, Hook | None] = {}
        self._pictures: dict[Path, StaticImage] = {}
        self._shared: dict[tuple[Path, str], tuple[PlannedImage, ...]] = {}

    def match(self, convention: Convention, match: Match, place: Place) -> tuple[PlannedImage, ...]:
        """The images of one convention that the files of a folder give a page."""
        images: list[PlannedImage] = []
        for file in match.files:
            try:
                if file.kind is FileKind.STATIC:
                    images += self._static(convention, file)
                else:
                    images += self._generated(convention, file, match.params, place)
            except MetaImageError as error:
                self._mend(error, convention)
        return tuple(images)

    def card(self, template: Path, place: Place, files: Match | None) -> tuple[PlannedImage, ...]:
        """The social image of a page that a template draws.

        Args:
            template: The template.
            place: Where the page's images live.
            files: The files that serve the page and are passed over, or None.
        """
        hook = self._hook(template, OPENGRAPH_IMAGE)
        if hook is None:
            return ()
        # Other pages share what these files give, which may live at the very place of this one's.
        contended = files is not None and self._shares(files, place.path)
        name = f"{OPENGRAPH_IMAGE.name}-{template.stem}" if contended else OPENGRAPH_IMAGE.name
        home = f"{place.path}/{name}" if place.path else name
        try:
            return self._drawn(
                OPENGRAPH_IMAGE, hook, None, place, lambda _, content: f"{home}.{_extension(content)}"
            )
        except MetaImageError as error:
            self._mend(error, OPENGRAPH_IMAGE)
            return ()

    def card_again(self, template: Path, image: PlannedImage) -> bool:
        """Plan the card that a template drew in a build before, if it is what it was but for the files it names.

        Returns:
            Whether that is done; if not, it has to be planned as `card` does.
        """
        content, workshop = image.content, self._workshop
        assert isinstance(content.source, Sketch), "nothing else is drawn again"
        around = Surroundings(
            base=template.parent,
            allow_remote=workshop.allow_remote,
            on_read=workshop.on_read,
            kept_in=workshop.kept_in,
        )
        if not workshop.sketcher.is_as_before(content.source, content.said, around):
            return False
        self._doubt_format(OPENGRAPH_IMAGE, content, template)
        try:
            self._add(image)
        except MetaImageError:
            return False
        return True

    def recipe(self, template: Path) -> Recipe | None:
        """What decides the answers of a template, or None where that cannot be told."""
        hook = self._hook(template, OPENGRAPH_IMAGE)
        return None if hook is None else hook.recipe

    def named(self, file: Path) -> PlannedImage:
        """The image that a page's front matter names by its path, at the place where the host publishes it.

        Raises:
            MetaImageError: It is not an image, or the host does not publish it.
        """
        if file.suffix[1:].lower() not in OPENGRAPH_IMAGE.static_extensions:
            raise MetaImageError(
                f"The image that the front matter names is a {file.suffix or 'file without extension'}.",
                file,
                hint=f"A social image is one of .{', .'.join(OPENGRAPH_IMAGE.static_extensions)}.",
            )
        place = self._place_of(file)
        if place is None:
            raise MetaImageError(
                "The image that the front matter names is not published.",
                file,
                hint="Keep it out of `exclude_docs`, and out of the folders whose names begin with a dot.",
            )
        return self._picture(OPENGRAPH_IMAGE, file, place, None, None)

    def options(self, file: Path) -> frozenset[str]:
        """The keys of a page's card that a code file or template knows."""
        hook = self._hook(file, OPENGRAPH_IMAGE)
        return frozenset() if hook is None else hook.options

    def _shares(self, files: Match, path: str) -> bool:
        """Whether files give images that pages share, and that live at a path."""
        if folder_path(files.folder.segments, files.params) != path:
            return False
        hooks = (
            self._hook(file.path, file.convention) for file in files.files if file.kind is not FileKind.STATIC
        )
        return any(file.kind is FileKind.STATIC for file in files.files) or any(
            hook is not None and not hook.per_page for hook in hooks
        )

    def _static(self, convention: Convention, file: ConventionFile) -> tuple[PlannedImage, ...]:
        return self._once((file.path, file.source), lambda: (self._static_image(convention, file),))

    def _static_image(self, convention: Convention, file: ConventionFile) -> PlannedImage:
        alt = read_alt(file.alt) if file.alt else None
        if alt is None and convention is OPENGRAPH_IMAGE:
            name = f"{file.path.name.partition('.')[0]}.alt.txt"
            self._remarks.make(
                "alt", f"The image has no alt text; put it into {name} beside it.", str(file.path)
            )
        place = self._place_of(file.path)
        if place is not None:
            return self._picture(convention, file.path, place, alt, None)
        return self._picture(convention, file.path, static_image_path(file), alt, file.path)

    def _place_of(self, file: Path) -> str | None:
        """Where the host publishes a file, by whatever links it is reached."""
        return self._published.get(file) or self._published.get(Path(os.path.realpath(file)))

    def _picture(
        self, convention: Convention, file: Path, place: str, alt: str | None, source: Path | None
    ) -> PlannedImage:
        if file not in self._pictures:
            self._pictures[file] = self._read(file, convention)
        picture = self._pictures[file]
        content = Content(source, picture.digest, picture.content_type, picture.sizes)
        self._doubt_format(convention, content, file)
        self._doubt_length(convention, picture.length, file)
        return self._add(PlannedImage(place, content, file, alt))

    def _read(self, file: Path, convention: Convention) -> StaticImage:
        """What there is to know of a static image, which is decoded once for all builds."""
        memo = self._workshop.sketcher.memo
        said = f"{file.suffix} {convention.name}"
        known = memo.get("picture", f"{memo.digest_of(file)} {said}")
        if known is not None:
            content_type, sizes, digest, length = known
            return StaticImage(content_type, tuple(map(tuple, sizes)), digest, length)
        picture = read_static_image(file, convention)
        facts = (picture.content_type, picture.sizes, picture.digest, picture.length)
        memo.put("picture", f"{picture.digest} {said}", facts)
        return picture

    def _generated(
        self, convention: Convention, file: ConventionFile, params: Params | None, place: Place
    ) -> tuple[PlannedImage, ...]:
        hook = self._hook(file.path, convention)
        if hook is None:
            return ()
        if hook.per_page and place.page is None:
            return ()
        home = place.path if hook.per_page else folder_path(file.folder, params)

        def path(variant: ImageMetadata, content: Content) -> str:
            return image_path(home, file, _extension(content), variant.id)

        if hook.per_page:
            return self._drawn(convention, hook, params, place, path)
        return self._once(
            (file.path, home), lambda: self._drawn(convention, hook, params, Place(None, home), path)
        )

    def _once(
        self, key: tuple[Path, str], plan: Callable[[], tuple[PlannedImage, ...]]
    ) -> tuple[PlannedImage, ...]:
        """What pages share, by its file and its place; what failed once is not tried again for each of them."""
        if key not in self._shared:
            self._shared[key] = ()
            self._shared[key] = plan()
        return self._shared[key]

    def _drawn(
        self,
        convention: Convention,
        hook: Hook,
        params: Params | None,
        place: Place,
        path: Callable[[ImageMetadata, Content], str],
    ) -> tuple[PlannedImage, ...]:
        request = Request(params, place.page, self._site)
        images = []
        for variant in hook.variants(request):
            try:
                images.append(self._variant(convention, hook, request, variant, place, path))
            except MetaImageError as error:
                self._mend(error, convention, variant.id)
        return tuple(images)

    def _variant(
        self,
        convention: Convention,
        hook: Hook,
        request: Request,
        variant: ImageMetadata,
        place: Place,
        path: Callable[[ImageMetadata, Content], str],
    ) -> PlannedImage:
        asked = replace(variant, size=variant.size or Size(*convention.default_size))
        name, lang = _name(hook, request, variant), (place.page or self._site).locale
        # What is shared by pages has no alternative text unless its author gives it one.
        page = place.page if variant.alt is None and convention.social else None
        first = None if page is None else (page.title, page.description)
        subject = Subject(hook.path, name, lang, first, hook.line)
        content = settle(hook.image(request, asked), variant, convention, subject, self._workshop)
        self._doubt_format(convention, content, hook.path)
        alt = variant.alt if page is None else content.said or describe(page)
        return self._add(
            PlannedImage(path(variant, content), content, hook.path, alt, variant.media, _url(place))
        )

    def _hook(self, path: Path, convention: Convention) -> Hook | None:
        """A code file or template; None for one that cannot be loaded, which is said once."""
        if path not in self._hooks:
            self._hooks[path] = None
            try:
                self._hooks[path] = self._loader.load(path, convention.rel is not None)
            except MetaImageError as error:
                self._mend(error, convention)
        return self._hooks[path]

    def _add(self, image: PlannedImage) -> PlannedImage:
        self._images.add(image)
        return image

    def _doubt_format(self, convention: Convention, content: Content, file: Path) -> None:
        if convention.social and content.content_type in _RARELY_SHOWN:
            reason = _RARELY_SHOWN[content.content_type]
            self._remarks.make("image_format", f"{reason}; give it as PNG or JPEG.", str(file))

    def _doubt_length(self, convention: Convention, length: int, file: Path) -> None:
        most = self._workshop.max_bytes
        if convention.social and most is not None and length > most:
            from ..engine.encode.budget import shown  # slow to import

            # Not of the kind `byte_budget`: whoever saved the picture chose its size, and no build need fail.
            message = f"The picture has {shown(length)}; some platforms show none over {shown(most)}. Save it smaller."
            self._remarks.make("static_length", message, str(file))


def describe(page: Page) -> str:
    """The alternative text of a page's picture that has no text of its own, in at most 420 characters."""
    from ..engine.alt_text import fitted  # slow to import

    return fitted(": ".join(part for part in (page.title, page.description) if part))


def _name(hook: Hook, request: Request, variant: ImageMetadata) -> str:
    which = "" if variant.id is None else f" with id {variant.id!r}"
    function = "" if hook.path.suffix == f".{TEMPLATE_EXTENSION}" else "image() of "
    return f"{function}{hook.path.name} for {request}{which}"


def _extension(content: Content) -> str:
    extension = extension_of(content.content_type)
    assert extension is not None, "settle lets only known types pass"
    return extension


def _url(place: Place) -> str | None:
    return None if place.page is None else place.page.url

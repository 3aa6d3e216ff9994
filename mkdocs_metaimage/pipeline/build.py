"""One build of a site: page by page the tags, then the files that they name."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from ..conventions import APPLE_ICON, FAVICON, ICON, OPENGRAPH_IMAGE, TWITTER_IMAGE
from ..errors import MetaImageError
from ..hooks import BUILT_IN
from ..pages import Page
from ..routes import FileKind, Match
from ..tags import LinkedImage, Tag, icon_tags, social_tags
from .front_matter import (
    KEYS,
    Card,
    check_texts,
    find_image,
    find_template,
    image_url,
    read_card,
    unknown_keys,
    unknown_options,
    unused_template,
)
from .images import PlannedImages
from .planned_page import Chosen, PlannedPage
from .planner import Place, Planner
from .plans import Inputs, Plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from ..conventions import Convention
    from ..hooks import HookLoader
    from ..pages import Site
    from ..routes import RouteTree
    from .images import PlannedImage
    from .links import Links
    from .planner import Mend
    from .plans import Plans
    from .remarks import Remarks
    from .returned import Workshop


_SOCIAL: Final = frozenset({OPENGRAPH_IMAGE.name, TWITTER_IMAGE.name})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a build takes from the site's configuration.

    Attributes:
        docs_dir: The folder of the pages' sources.
        template: The template of the card of pages that no file serves.
        template_folders: Where the templates that front matter names by a path are looked for, after the
            page's own folder.
        template_options: What the cards of all pages have, where a page does not say otherwise.
        links: The site's URLs.
        workshop: What cards are drawn with.
        published: The files that the host itself publishes, each with its decoded path below the site.
        plans: The plans of the builds before, where others follow.
    """

    docs_dir: Path
    template: Path
    template_folders: tuple[Path, ...]
    template_options: Mapping[str, Any] = field(default_factory=dict)
    links: Links
    workshop: Workshop
    published: Mapping[Path, str]
    plans: Plans | None = None


@dataclass(frozen=True, slots=True)
class _Social:
    """The social images of a page: those that were planned, those that tags name for everyone and for X."""

    images: tuple[tuple[Convention, PlannedImage], ...] = ()
    opengraph: Sequence[LinkedImage] = ()
    twitter: Sequence[LinkedImage] = ()
    chosen: Chosen | None = None


class Build:
    """The images of one build.

    Args:
        site: The site.
        tree: The convention files.
        loader: Loads the code files and templates among them.
        settings: The site's configuration.
        remarks: Takes what a maintainer should know.
        mend: Takes an error in one image, and its convention where it is about one; where it does not raise, the
            page goes without that image.
        take: Takes each image as soon as it is planned, such as `Renderer.offer`.
    """

    def __init__(
        self,
        site: Site,
        tree: RouteTree,
        loader: HookLoader,
        settings: Settings,
        remarks: Remarks,
        mend: Mend,
        take: Callable[[PlannedImage], None],
    ) -> None:
        self._site = site
        self._tree = tree
        self._settings = settings
        self._remarks = remarks
        self._mend = mend
        self._known_keys = frozenset({*KEYS, *settings.template_options})
        self._plain_keys = self._known_keys - {"image", "template"}
        self._drawers: set[Path] = set()  # the code files and templates of social images that pages have
        if settings.links.base is None:
            remarks.make(
                "site_url",
                "`site_url` is not set, so social images have no absolute URL and get no tags: "
                "set it, or the option `base_url` of the plugin metaimage.",
            )
        self._images = PlannedImages(settings.published, take)
        self._planner = Planner(
            site, loader, settings.workshop, settings.published, self._images, remarks, mend
        )

    @property
    def digests(self) -> frozenset[str]:
        """The digests of all images that were planned."""
        return self._images.digests

    def page(self, page: Page, path: str, *, social: bool = True) -> PlannedPage:
        """Plan the images of a page.

        Args:
            page: The page.
            path: The decoded path below the site at which its own images live.
            social: Whether it has social images and their tags.

        Returns:
            Its images, and the tags that it gets.

        Raises:
            MetaImageError: Whatever `mend` raises.
        """
        place = Place(page, path)
        matches = self._matches(page.route)
        card = self._card(page, place, matches) if social else PlannedPage(chosen=Chosen("excluded"))
        icons = self._icons(page.url, place, matches)
        return PlannedPage((*card.tags, *icons.tags), (*card.images, *icons.images), card.chosen)

    def template_tags(self, url: str) -> tuple[Tag, ...]:
        """Plan the images of a page without a source, such as `404.html`: those of the root that pages share.

        Args:
            url: Its URL below the site; with a leading slash where it may be served from any depth.
        """
        place = Place(None, "")
        matches = self._matches_of_root()
        opengraph = self._plan(OPENGRAPH_IMAGE, matches, place)
        twitter = self._plan(TWITTER_IMAGE, matches, place) or opengraph
        tags: list[Tag] = []
        if twitter:
            site = self._site
            page = Page(title=site.name, description=site.description, url=url, route=(), locale=site.locale)
            tags = social_tags(page, site, self._absolute(opengraph), self._absolute(twitter))
        return (*tags, *self._icons(url, place, matches).tags)

    def check_template_options(self, place: str) -> None:
        """Make a remark on each of the site's template options that nothing reads which draws the planned pages.

        Args:
            place: Where they stand.
        """
        options = self._settings.template_options
        if options and self._drawers:
            for sentence in unknown_options(options, self._declared(self._drawers)):
                self._remarks.make("front_matter", sentence, place)

    def _matches(self, route: tuple[str, ...]) -> Mapping[str, Match]:
        try:
            return self._tree.match(route)
        except MetaImageError as error:
            self._mend(error)
            return {}

    def _matches_of_root(self) -> Mapping[str, Match]:
        try:
            return self._tree.match(())
        except MetaImageError:
            # Two groups contend for a home page that the site may not have; what is in neither stays.
            root = self._tree.root
            return {name: Match(root, files, None) for name, files in root.files.items()}

    def _plan(
        self, convention: Convention, matches: Mapping[str, Match], place: Place
    ) -> tuple[PlannedImage, ...]:
        match = matches.get(convention.name)
        return () if match is None else self._planner.match(convention, match, place)

    def _card(self, page: Page, place: Place, matches: Mapping[str, Match]) -> PlannedPage:
        plans, template = self._settings.plans, self._settings.template
        inputs = None if plans is None else self._inputs_of(page, place, matches)
        if plans is not None and inputs is not None:
            plan = plans.find(page, inputs)
            if plan is not None and self._planner.card_again(template, plan.image):
                self._drawers.add(template)
                return PlannedPage(plan.tags, ((OPENGRAPH_IMAGE, plan.image),), Chosen("template", template))
        try:
            social = self._social_images(page, place, read_card(page), matches)
        except MetaImageError as error:
            self._mend(error, OPENGRAPH_IMAGE)
            social = _Social()
        tags = tuple(social_tags(page, self._site, social.opengraph, social.twitter))
        if plans is not None and inputs is not None and social.images:
            plans.keep(page, Plan(inputs, social.images[0][1], tags))
        return PlannedPage(tags, social.images, social.chosen)

    def _inputs_of(
        self, page: Page, place: Place, matches: Mapping[str, Match]
    ) -> tuple[bytes, bytes] | None:
        """All that the plan of a page depends on; None where more than the site's template has a say in it."""
        if not (page.card.keys() <= self._plain_keys and matches.keys().isdisjoint(_SOCIAL)):
            return None
        return None if self._inputs is None else self._inputs.of(page, place.path)

    @cached_property
    def _inputs(self) -> Inputs | None:
        recipe = self._planner.recipe(self._settings.template)
        settings = self._settings
        return None if recipe is None else Inputs(self._site, settings.links, settings.workshop, recipe)

    def _social_images(self, page: Page, place: Place, card: Card, matches: Mapping[str, Match]) -> _Social:
        drawers: list[Path] = []
        if card.image is not None:
            social = self._named(page, card.image, card.alt)
            if sentence := unused_template(card):
                self._remarks.make("unused_template", sentence, page.src_path or page.url)
        else:
            files = matches.get(OPENGRAPH_IMAGE.name)
            if card.template is not None:
                # The template draws the page whatever files serve it, for X too.
                matches = {}
            if OPENGRAPH_IMAGE.name in matches:
                chosen = Chosen("file", matches[OPENGRAPH_IMAGE.name].files[0].path)
                planned = self._plan(OPENGRAPH_IMAGE, matches, place)
            else:
                template = self._template(page, card)
                chosen = Chosen("template" if card.template is None else "front_matter_template", template)
                if template.parent == BUILT_IN:
                    check_texts(page, self._planner.options(template))
                planned = self._planner.card(template, place, files)
                drawers.append(template)
            opengraph = self._absolute(planned, card.alt)
            for_x = self._plan(TWITTER_IMAGE, matches, place)
            images = (*_of(OPENGRAPH_IMAGE, planned), *_of(TWITTER_IMAGE, for_x))
            social = _Social(images, opengraph, self._absolute(for_x, card.alt) or opengraph, chosen)
            drawers += _drawers(matches)
        self._drawers.update(drawers)
        # Asked only where it matters: a file that imports a package knows every text in it.
        if not page.card.keys() <= self._known_keys:
            for sentence in unknown_keys(
                page, self._declared(drawers) | self._settings.template_options.keys()
            ):
                self._remarks.make("front_matter", sentence, page.src_path or page.url)
        return social

    def _declared(self, drawers: Iterable[Path]) -> frozenset[str]:
        return frozenset[str]().union(*map(self._planner.options, drawers))

    def _template(self, page: Page, card: Card) -> Path:
        if card.template is None:
            return self._settings.template
        folders = self._settings.template_folders
        if page.src_path is not None:
            folders = ((self._settings.docs_dir / page.src_path).parent, *folders)
        return find_template(
            card.template, folders, "`metaimage: {template: …}` in the front matter", page.src_path
        )

    def _named(self, page: Page, image: str, alt: str | None) -> _Social:
        url = image_url(page, image)
        if url is not None:
            linked = [LinkedImage(url, alt=alt)]
            return _Social((), linked, linked, Chosen("image", url=url))
        planned = self._planner.named(find_image(page, image, self._settings.docs_dir))
        linked = self._absolute([planned], alt)
        return _Social(((OPENGRAPH_IMAGE, planned),), linked, linked, Chosen("image", planned.origin))

    def _absolute(self, images: Sequence[PlannedImage], alt: str | None = None) -> list[LinkedImage]:
        """The social images as tags name them: by absolute URLs, or not at all where the site's is not known."""
        linked = []
        for image in images:
            url = self._settings.links.absolute(image.path, image.hash)
            if url is not None:
                size = next(iter(image.content.sizes), None)
                linked.append(LinkedImage(url, image.content.content_type, size, alt or image.alt))
        return linked

    def _icons(self, page_url: str, place: Place, matches: Mapping[str, Match]) -> PlannedPage:
        # The favicon lies in the root, which serves every page, and nothing takes its place.
        planned = [
            (convention, self._plan(convention, matches, place)) for convention in (FAVICON, ICON, APPLE_ICON)
        ]
        favicon, icons, apple_icons = (
            [self._local(image, page_url) for image in images] for _, images in planned
        )
        tags = icon_tags(next(iter(favicon), None), icons, apple_icons)
        return PlannedPage(tuple(tags), tuple(pair for each in planned for pair in _of(*each)))

    def _local(self, image: PlannedImage, page_url: str) -> LinkedImage:
        url = self._settings.links.local(image.path, image.hash, page_url)
        sizes = " ".join(f"{width}x{height}" for width, height in image.content.sizes)
        return LinkedImage(url, image.content.content_type, sizes=sizes or None, media=image.media)


def _of(
    convention: Convention, images: Iterable[PlannedImage]
) -> tuple[tuple[Convention, PlannedImage], ...]:
    return tuple((convention, image) for image in images)


def _drawers(matches: Mapping[str, Match]) -> list[Path]:
    """The code files and templates that give social images."""
    files = [file for match in matches.values() for file in match.files if file.convention.social]
    return [file.path for file in files if file.kind is not FileKind.STATIC]

"""mkdocs-static-i18n: every language is a build of its own, nested in the first one."""

from __future__ import annotations

import os

import pytest

CARD = "from mkdocs_metaimage import ImageResponse\n"
PER_PAGE = CARD + "def image(page, site):\n    return ImageResponse(f'<p>{page.title} {site.name}</p>')\n"
SHARED = CARD + "def image(site):\n    return ImageResponse(f'<p>{site.name}</p>')\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16"/></svg>'
SEEN = (
    "content_type = 'image/svg+xml'\ndef image(page, site, params):\n"
    "    seen = page.title, page.locale, page.direction, site.name, params\n"
    "    return f'<svg xmlns=\"http://www.w3.org/2000/svg\"><!--{seen}--></svg>'\n"
)
LANGUAGES = [
    {"locale": "en", "default": True, "name": "English", "build": True},
    {"locale": "pt-BR", "name": "Português", "build": True, "site_name": "Ácme"},
    {"locale": "ar", "name": "العربية", "build": True},
]
MATERIAL = {"name": "material", "font": False}

FOLDERS = {
    "docs/index.md": None,
    "docs/en/index.md": "# Welcome\n\nTo Acme.\n",
    "docs/en/guide/install.md": "# Install\n",
    "docs/pt-BR/index.md": "# Olá\n\nDe Acme.\n",
    "docs/pt-BR/guide/install.md": "# Instalar\n",
    "docs/ar/index.md": "# مرحبا\n",
}
SUFFIXES = {
    "docs/index.md": "# Welcome\n\nTo Acme.\n",
    "docs/guide/install.md": "# Install\n",
    "docs/index.pt-BR.md": "# Olá\n\nDe Acme.\n",
    "docs/guide/install.pt-BR.md": "# Instalar\n",
    "docs/index.ar.md": "# مرحبا\n",
}
PAGES = {"folder": FOLDERS, "suffix": SUFFIXES}


# Where the Portuguese version of a file of the guide stands, and the files of the default language.
OWN = {"folder": "docs/pt-BR/guide/{stem}.{ending}", "suffix": "docs/guide/{stem}.pt-BR.{ending}"}
HOME = {"folder": "docs/en/", "suffix": "docs/"}


@pytest.fixture(params=["folder", "suffix"])
def structure(request):
    return request.param


@pytest.fixture
def translate(build, structure):
    """Build a translated site, with the plugin before or after its neighbour."""

    def run(files=None, *arguments: str, first: bool = True, **config):
        metaimage = {"metaimage": {"validation": {"missing_glyph": "ignore"}}}
        i18n = {"i18n": {"docs_structure": structure, "languages": LANGUAGES}}
        plugins = [metaimage, i18n] if first else [i18n, metaimage]
        return build(
            {**PAGES[structure], **(files or {})}, None, *arguments, theme=MATERIAL, plugins=plugins, **config
        )

    return run


def svg_of(site, page: str) -> str:
    (icon,) = site.icons(page)
    return (site.folder / site.path_of(icon["href"])).read_text()


@pytest.mark.parametrize("first", [True, False])
def test_every_page_of_every_language_has_its_own_card(translate, first):
    site = translate(first=first)
    titles = {
        "index.html": "Welcome",
        "guide/install/index.html": "Install",
        "pt-BR/index.html": "Olá",
        "pt-BR/guide/install/index.html": "Instalar",
        "ar/index.html": "مرحبا",
        "ar/guide/install/index.html": "Install",
    }
    for page, title in titles.items():
        assert site.meta("og:title", page) == title
        url = site.meta("og:image", page)
        assert site.path_of(url) == page.removesuffix("index.html") + "opengraph-image.png"
        assert site.image(url).size == (1200, 630)
        assert site.meta("og:url", page) == "https://acme.dev/docs/" + page.removesuffix("index.html")
    hashes = {site.meta("og:image", page).partition("?")[2] for page in titles}
    assert len(hashes) >= len(titles) - 1  # The Arabic site falls back to the English page.


def test_locale_direction_and_name_are_those_of_the_language(translate):
    site = translate({"docs/icon.py": SEEN})
    assert "('Welcome', 'en', 'ltr', 'Acme', None)" in svg_of(site, "index.html")
    assert "('Olá', 'pt-BR', 'ltr', 'Ácme', None)" in svg_of(site, "pt-BR/index.html")
    assert "('مرحبا', 'ar', 'rtl', 'Acme', None)" in svg_of(site, "ar/index.html")
    assert site.meta("og:locale", "pt-BR/index.html") == "pt_BR"
    assert site.metas("og:locale", "index.html") == site.metas("og:locale", "ar/index.html") == []
    assert site.meta("og:site_name", "pt-BR/index.html") == "Ácme"
    assert site.meta("og:site_name", "ar/index.html") == "Acme"


@pytest.mark.parametrize("first", [True, False])
def test_a_file_serves_the_pages_beside_it_in_every_language(translate, structure, first, png):
    folder = HOME[structure]
    site = translate(
        {
            f"{folder}guide/opengraph-image.png": png(800, 400),
            f"{folder}guide/opengraph-image.alt.txt": "The guide",
            f"{folder}guide/index.md": "# Guide\n",
            f"{folder}guide/[page]/icon.svg": SVG,
            f"{folder}apple-icon.py": PER_PAGE,
            f"{folder}opengraph-image.png": png(600, 315),
        },
        first=first,
    )
    for language in ("", "pt-BR/", "ar/"):
        for page in ("guide/index.html", "guide/install/index.html"):
            url = site.meta("og:image", language + page)
            assert site.path_of(url) == "guide/opengraph-image.png"
            assert site.image(url).size == (800, 400)
            assert site.meta("og:image:alt", language + page) == "The guide"
        (icon,) = site.icons(f"{language}guide/install/index.html")
        assert site.path_of(icon["href"]) == "guide/-/icon.svg"
        assert (site.folder / "guide/-/icon.svg").read_text() == SVG
        assert site.path_of(site.meta("og:image", f"{language}index.html")) == "opengraph-image.png"
        (icon,) = site.icons(f"{language}guide/install/index.html", rel="apple-touch-icon")
        assert site.path_of(icon["href"]) == f"{language}guide/install/apple-icon.png"
        assert site.image(icon["href"]).size == (180, 180)
    assert not any(name.endswith((".py", ".alt.txt")) for name in site.published)
    assert not any("[page]" in name for name in site.published)


@pytest.mark.parametrize("first", [True, False])
def test_a_language_can_have_a_version_of_its_own(translate, structure, first, png):
    own = OWN[structure].format(stem="opengraph-image", ending="png")
    files = {
        f"{HOME[structure]}guide/opengraph-image.png": png(800, 400),
        own: png(820, 400),
    }
    site = translate(files, first=first)
    widths = {
        language: site.meta("og:image:width", f"{language}guide/install/index.html")
        for language in ("", "pt-BR/", "ar/")
    }
    assert widths == {"": "800", "pt-BR/": "820", "ar/": "800"}
    url = site.meta("og:image", "pt-BR/guide/install/index.html")
    assert site.path_of(url) == "pt-BR/guide/opengraph-image.png"
    assert site.image(url).size == (820, 400)


def test_an_image_that_pages_share_is_shared_within_a_language(translate, structure):
    site = translate({f"{HOME[structure]}opengraph-image.py": SHARED})
    urls = {
        language: site.meta("og:image", f"{language}guide/install/index.html")
        for language in ("", "pt-BR/", "ar/")
    }
    for language, url in urls.items():
        assert site.meta("og:image", f"{language}index.html") == url
        assert site.path_of(url) == f"{language}opengraph-image.png"
    # The site's name is another one in Portuguese, and no build overwrites another's picture.
    assert site.image(urls["pt-BR/"]).tobytes() != site.image(urls[""]).tobytes()
    assert site.image(urls["ar/"]).tobytes() == site.image(urls[""]).tobytes()


def test_icons_of_the_root_serve_every_language_and_the_error_page(translate):
    from io import BytesIO

    from PIL import Image

    ico = BytesIO()
    Image.new("RGBA", (32, 32)).save(ico, "ICO", sizes=[(32, 32)])
    site = translate({"docs/favicon.ico": ico.getvalue(), "docs/icon.svg": SVG})
    for page in ("index.html", "pt-BR/index.html", "ar/guide/install/index.html", "404.html"):
        paths = [site.path_of(icon["href"]) for icon in site.icons(page)]
        assert paths == ["favicon.ico", "icon.svg"]
    assert {"favicon.ico", "icon.svg"} <= site.published


def test_the_routes_dir_serves_every_language(build, structure):
    i18n = {"i18n": {"docs_structure": structure, "languages": LANGUAGES}}
    metaimage = {"metaimage": {"routes_dir": "routes", "validation": {"missing_glyph": "ignore"}}}
    files = {**PAGES[structure], "routes/guide/icon.py": SEEN, "routes/ar/guide/icon.svg": SVG}
    site = build(files, theme=MATERIAL, plugins=[metaimage, i18n])
    assert "'Install'" in svg_of(site, "guide/install/index.html")
    assert "'Instalar'" in svg_of(site, "pt-BR/guide/install/index.html")
    assert svg_of(site, "ar/guide/install/index.html") == SVG


def test_strictly_and_again_from_the_cache(translate):
    first = translate(None, "--strict")
    again = translate(None, "--strict")
    assert " from cache" in first.output
    assert again.output.count(": 0 drawn, ") == 3
    assert first.meta("og:image", "ar/index.html") == again.meta("og:image", "ar/index.html")


def test_no_language_takes_the_old_cards_of_the_others(translate):
    translate()
    folder = translate().root / ".cache/plugin/metaimage/images"
    before = set(folder.iterdir())
    nobodys = folder / f"{'0' * 64}.image"
    for path in (nobodys, *before):
        path.touch()
        os.utime(path, (0, 0))
    assert translate().output.count(": 0 drawn, ") == 3
    assert set(folder.iterdir()) == before

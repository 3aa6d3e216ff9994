"""Who is compared, how each is installed, and what is not the same about its card."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from benchmarks.install import node_with_packages, python_with, versions

PEERS = Path(__file__).parents[1] / "peers"
REPOSITORY = PEERS.parents[1]
_METAIMAGE = "draw_with_metaimage.py"


@dataclass(frozen=True, slots=True)
class Contestant:
    """One way to draw the card.

    Attributes:
        name: Its key in the results.
        label: What tables and charts call it.
        script: The file in `peers` that draws.
        packages: What it is made of, as pip or npm names them. Those of this project come beside its own
            dependencies.
        without: Those of its own dependencies that it is run without.
        content_type: The type of its pictures.
        simpler: What its card lacks that the others' has; empty where it lacks nothing.
        on_sheet: Whether its picture is shown; not where it is another's, pixel by pixel.
    """

    name: str
    label: str
    script: str
    packages: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    content_type: str = "image/png"
    simpler: str = ""
    on_sheet: bool = True

    @property
    def ours(self) -> bool:
        """Whether it is this project."""
        return self.script == _METAIMAGE


#: The first is what the others are compared with.
CONTESTANTS = (
    Contestant("ours", "mkdocs-metaimage", _METAIMAGE),
    Contestant(
        "ours-zlib", "mkdocs-metaimage, zlib only", _METAIMAGE, without=("zlib-ng",), on_sheet=False,
    ),
    Contestant(
        "ours-isal", "mkdocs-metaimage + isal", _METAIMAGE, ("isal",), without=("zlib-ng",), on_sheet=False,
    ),
    Contestant("ours-jpeg", "mkdocs-metaimage, JPEG", _METAIMAGE, content_type="image/jpeg"),
    Contestant("takumi", "@takumi-rs/core (Node)", "draw_with_takumi.mjs", ("@takumi-rs/core",)),
    Contestant("pytakumi", "pytakumi", "draw_with_pytakumi.py", ("pytakumi",)),
    Contestant("takumi-py", "takumi-py", "draw_with_takumi_py.py", ("takumi-py",)),
    Contestant("satori", "satori + resvg-js (Node)", "draw_with_satori.mjs", ("satori", "@resvg/resvg-js")),
    Contestant(
        "pillow", "Pillow alone", "draw_with_pillow.py", ("pillow",),
        simpler="written for this one layout: no letter spacing, jagged circles, letters at whole pixels",
    ),
    Contestant(
        "material", "Material's social plugin", "draw_with_material.py", ("mkdocs-material[imaging]", "pillow"),
        simpler="its own layout: one flat colour, three texts",
    ),
    Contestant(
        "sphinxext", "sphinxext-opengraph", "draw_with_sphinxext.py",
        ("sphinxext-opengraph[social_cards]", "matplotlib"),
        simpler="its own layout of 1146 × 600 px: one flat colour, a line, four texts, a logo",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Installed:
    """A contestant that can run here.

    Attributes:
        command: What starts it.
        pythonpath: The folder that its Python looks for modules in beside its own, or empty.
        versions: Those of its packages.
    """

    contestant: Contestant
    command: tuple[str, ...]
    pythonpath: str
    versions: dict[str, str]


def install(contestant: Contestant) -> Installed:
    """Return a contestant ready to run, its packages installed if they are not yet.

    Raises:
        MissingError: They cannot be installed here.
    """
    script = str(PEERS / contestant.script)
    if script.endswith(".mjs"):
        node = node_with_packages(PEERS)
        return Installed(contestant, (str(node), script), "", _node_versions(contestant.packages))
    own = _own_dependencies(contestant.without) if contestant.ours else []
    # Pictures of several types are drawn by the same packages.
    parts = ["metaimage", *contestant.packages, *(f"no-{name}" for name in contestant.without)]
    name = "-".join(parts) if contestant.ours else contestant.name
    python = python_with(name, [*own, *contestant.packages])
    names = [package.partition("[")[0] for package in contestant.packages]
    path = str(REPOSITORY) if contestant.ours else ""
    return Installed(contestant, (str(python), script), path, versions(python, names))


def _own_dependencies(without: tuple[str, ...]) -> list[str]:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    requirements = project["project"]["dependencies"]
    return [each for each in requirements if re.split(r"[^\w.-]", each, maxsplit=1)[0] not in without]


def _node_versions(packages: tuple[str, ...]) -> dict[str, str]:
    modules = PEERS / "node_modules"
    read = {package: (modules / package / "package.json").read_text(encoding="utf-8") for package in packages}
    return {package: json.loads(text)["version"] for package, text in read.items()}

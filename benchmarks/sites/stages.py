"""Where the time of a build goes: `python -m benchmarks.sites.stages CORPORA`.

A cold build of a site, a warm one, and one with a changed title are run once each with the functions below timed, which
slows them a little.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..install import BENCHMARKS
from ..measure import run
from ..table import plain_table
from . import tracing
from .builds import SiteFolder, Variant

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What a stage is made of. A second counts for the innermost one, so "plan" is what planning does itself.
STAGES = {
    "hosts.mkdocs.plugin:MetaImagePlugin.load_config": "config",
    "hosts.mkdocs.plugin:MetaImagePlugin.on_config": "config",
    "hosts.mkdocs.plugin:MetaImagePlugin.on_files": "files",
    "hosts.mkdocs.plugin:MetaImagePlugin.on_env": "plan",
    "hosts.mkdocs.docs:page_facts": "plan: pages as hooks see them",
    "hosts.mkdocs.docs:make_page": "plan: pages as hooks see them",
    "engine.version:engine_version": "plan: version of the engine",
    "hooks.template:TemplateHook.image": "plan: template",
    "engine.elements:parse": "plan: parse",
    "engine.alt_text:alt_text": "plan: alternative text",
    "engine.drawing:Drawing.digest": "plan: digest",
    "pipeline.memo:Memo.begin": "plan: memo",
    "pipeline.memo:Memo.save": "plan: memo",
    "hosts.mkdocs.plugin:MetaImagePlugin.on_post_page": "heads",
    "hosts.mkdocs.plugin:MetaImagePlugin.on_post_template": "heads",
    "pipeline.rendering:Renderer.offer": "offering",
    "pipeline.rendering:Renderer.ready": "collecting",
    "pipeline.rendering:Renderer.finish": "collecting",
    "pipeline.dispatching:Dispatcher._awaited": "waiting for workers",
    "engine.drawing:draw": "drawing",
    "pipeline.writing:Writer.write": "writing",
    "pipeline.writing:Writer.copy": "writing: copies from the cache",
    "store:Store.put": "writing: into the cache",
    "hosts.mkdocs.plugin:MetaImagePlugin.on_post_build": "end",
    "hosts.mkdocs.plugin:MetaImagePlugin.on_shutdown": "end",
}


def main() -> None:
    """Print a table of seconds by stage."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sites.stages", description=__doc__)
    parser.add_argument("corpora", type=Path, help="a folder of sites")
    parser.add_argument("--site", default="ruff")
    parser.add_argument(
        "--python", type=Path, default=Path(sys.executable), help="one that has MkDocs and the plugin"
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="stages-") as folder:
        site = Path(folder, "site")
        source = arguments.corpora / arguments.site
        builds = SiteFolder(site, source, Variant("ours", "metaimage"), arguments.python)
        found = {}
        for build in ("cold", "warm", "title"):
            if build == "title":
                builds.change_title()
            found[build] = traced(site, arguments.python, STAGES)
    print(table(found))


def traced(site: Path, python: Path, stages: dict[str, str]) -> dict[str, Any]:
    """Build a site with its stages timed.

    Args:
        site: The folder with its `mkdocs.yml`.
        python: The interpreter that has MkDocs and the plugin.
        stages: The stage of each function, by its name below the package.

    Returns:
        `total`, the pair of all; `threads`, pairs of seconds and of seconds of processor time by
        stage, of the `main` one and the `others`; `children`, the
        seconds of processor time of child processes.
    """
    asked, result = site / "stages.json", site / "seconds.json"
    asked.write_text(
        json.dumps({f"mkdocs_metaimage.{name}": stage for name, stage in stages.items()}), encoding="utf-8"
    )
    program = BENCHMARKS / "sites" / "tracing.py"
    run([python, program, asked, result, "build"], site, {"PYTHONDONTWRITEBYTECODE": ""})
    return dict(json.loads(result.read_text(encoding="utf-8")))


def table(found: dict[str, dict[str, Any]]) -> str:
    """Return seconds by stage for a terminal, a column for each build."""
    main, others = (
        {build: result["threads"].get(which, {}) for build, result in found.items()}
        for which in ("main", "others")
    )
    stages = [tracing.IMPORTING, *dict.fromkeys(STAGES.values())]
    beside = [stage for stage in stages if any(stage in seconds for seconds in others.values())]
    heads = [f"{build}{unit}" for build in found for unit in (" s", " CPU s")]
    rows = [
        *(_row(stage, [main[build].get(stage) for build in found]) for stage in [*stages, tracing.REST]),
        _row("all", [result["total"] for result in found.values()]),
        *(_row(f"{stage}, other threads", [others[build].get(stage) for build in found]) for stage in beside),
        _row("other processes", [[0.0, result["children"]] for result in found.values()]),
    ]
    return plain_table(("", *heads), rows)


def _row(name: str, spent: Sequence[Sequence[float] | None]) -> list[str]:
    return [name, *(f"{seconds:.3f}" if seconds else "" for pair in spent for seconds in pair or (0, 0))]


if __name__ == "__main__":
    main()

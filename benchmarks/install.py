"""The peers' own environments, made by pip and npm when they are first asked for, and kept."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

BENCHMARKS = Path(__file__).parent
#: Where the environments are; git does not know of it.
ENVIRONMENTS = BENCHMARKS / ".peers"
_LINES_SHOWN = 4


class MissingError(Exception):
    """What a peer needs is not there and cannot be installed; the message says what and why."""


def python_with(name: str, requirements: Sequence[str]) -> Path:
    """Return the Python of an environment that has these packages.

    Args:
        name: The environment's name.
        requirements: What pip is asked for.

    Raises:
        MissingError: pip could not install them.
    """
    folder = ENVIRONMENTS / name
    python = folder / "bin" / "python"
    wanted = "\n".join([sys.version, *requirements])
    if _stamp_of(folder) != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        sys.stderr.write(f"installing {name} …\n")
        _done([sys.executable, "-m", "venv", "--without-pip", str(folder)])
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python)]
        _done([*pip, "install", "-qq", *requirements])
        (folder / "stamp").write_text(wanted, encoding="utf-8")
    return python


def node_with_packages(folder: Path) -> Path:
    """Return Node's program, the packages of the `package.json` in a folder being installed beside it.

    Raises:
        MissingError: There is no Node, or npm could not install them.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        raise MissingError("needs Node.js with npm: https://nodejs.org")
    modules = folder / "node_modules"
    wanted = hashlib.sha256((folder / "package.json").read_bytes()).hexdigest()
    if _stamp_of(modules) != wanted:
        shutil.rmtree(modules, ignore_errors=True)
        sys.stderr.write("installing packages of Node.js …\n")
        quiet = ["--loglevel=error", "--no-audit", "--no-fund", "--no-package-lock"]
        _done([npm, "install", *quiet, "--prefix", folder])
        (modules / "stamp").write_text(wanted, encoding="utf-8")
    return Path(node)


def versions(python: Path, packages: Sequence[str]) -> dict[str, str]:
    """Return the versions of packages that are installed in an environment."""
    code = "import sys; from importlib.metadata import version; print(*map(version, sys.argv[1:]))"
    found = subprocess.run([python, "-c", code, *packages], check=True, capture_output=True, text=True)
    return dict(zip(packages, found.stdout.split(), strict=True))


def _stamp_of(folder: Path) -> str | None:
    stamp = folder / "stamp"
    return stamp.read_text(encoding="utf-8") if stamp.exists() else None


def _done(command: Sequence[str | Path]) -> None:
    run = subprocess.run(command, check=False, capture_output=True, text=True)
    if run.returncode:
        lines = (run.stderr or run.stdout).strip().splitlines()[-_LINES_SHOWN:]
        raise MissingError(f"{Path(command[0]).name} failed: {' / '.join(lines)}")

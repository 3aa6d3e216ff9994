"""What all tests share."""

from __future__ import annotations

import signal

import pytest
from hypothesis import settings

from mkdocs_metaimage.engine.text import system

# On a machine that is busy an example may take any time.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # As a shell has it for what runs in the background; the programs that tests end by Ctrl-C would inherit it.
    signal.signal(signal.SIGINT, signal.default_int_handler)

_NONE = system.SystemFonts(())


@pytest.fixture(autouse=True)
def no_installed_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw with no more than the bundled fonts and those of the test, whatever the machine has."""
    monkeypatch.setattr(system, "system_fonts", lambda: _NONE)

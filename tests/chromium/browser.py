"""Headless Chromium, told what to do over a pipe (https://chromedevtools.github.io/devtools-protocol/)."""

from __future__ import annotations

import base64
import fcntl
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image

if TYPE_CHECKING:
    from types import TracebackType

_SWITCHES = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--mute-audio",
    "--allow-file-access-from-files", "--force-device-scale-factor=1", "--remote-debugging-pipe",
)  # fmt: skip
# Chromium reads from the first of these files, and writes to the second.
_PIPES = (3, 4)

# Glyphs as their outlines are, and the engine's generic families.
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>{assets}</dir><cachedir>{cache}</cachedir>
{edits}
{aliases}
</fontconfig>"""
_EDIT = """<match target="{target}">
<edit name="antialias" mode="assign"><bool>true</bool></edit>
<edit name="hinting" mode="assign"><bool>false</bool></edit>
<edit name="autohint" mode="assign"><bool>false</bool></edit>
<edit name="hintstyle" mode="assign"><const>hintnone</const></edit>
<edit name="rgba" mode="assign"><const>none</const></edit>
</match>"""
_ALIAS = "<alias binding='same'><family>{}</family><prefer><family>{}</family></prefer></alias>"
_GENERIC = {
    "sans-serif": "Inter",
    "serif": "Inter",
    "monospace": "JetBrains Mono",
    "emoji": "Noto Color Emoji",
}


def chromium() -> str:
    """Chromium's program, installed if it is not there and can be."""
    found = shutil.which("chromium")
    if found is None and shutil.which("apt-get") and not os.geteuid():
        print("Chromium is not there: apt-get install chromium", flush=True)
        if subprocess.run(["apt-cache", "show", "chromium"], capture_output=True).returncode:
            subprocess.run(["apt-get", "update"], check=True)
        subprocess.run(["apt-get", "install", "--yes", "--no-install-recommends", "chromium"], check=True)
        found = shutil.which("chromium")
    if found is None:
        sys.exit(
            "This needs Debian's Chromium as `chromium` on the PATH: run `apt-get install chromium` as root."
        )
    return found


class Browser:
    """A Chromium with one page.

    Args:
        program: Its path.
        fonts: The folder of the only fonts that it finds.
        scrollbars: Whether there are scrollbars, which take 15px.
    """

    def __init__(self, program: str, fonts: Path, *, scrollbars: bool = False) -> None:
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._last = 0
        self._session: str | None = None
        orders, self._orders = os.pipe()
        received, answers = os.pipe()
        # Above the numbers that they get in Chromium.
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (orders, answers)]
        switches = _SWITCHES if scrollbars else (*_SWITCHES, "--hide-scrollbars")
        self._process = subprocess.Popen(
            [program, *switches, f"--user-data-dir={self._folder.name}/profile", "about:blank"],
            env={**os.environ, "FONTCONFIG_FILE": str(self._font_settings(fonts))},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=_PIPES,
            preexec_fn=lambda: _move(ends),
        )
        for end in (orders, answers, *ends):
            os.close(end)
        self._reader = os.fdopen(received, "rb")

    def __enter__(self) -> Browser:
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait()
        self._reader.close()
        os.close(self._orders)
        self._folder.cleanup()

    def open(self, text: str, width: int, height: int) -> None:
        """Show a page of HTML in a window of this size."""
        page = Path(self._folder.name, "page.html")
        page.write_text(text, encoding="utf-8")
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._call("Emulation.setDeviceMetricsOverride", **size)
        self._call("Page.enable")
        self._call("Page.navigate", url=page.as_uri())
        self._wait("Page.loadEventFired")

    def run(self, script: str) -> Any:
        """What a script, or the promise that it is, comes to."""
        answer = self._call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def picture(self) -> Image.Image:
        """What is seen of the page."""
        data = self._call("Page.captureScreenshot", format="png")["data"]
        with Image.open(io.BytesIO(base64.b64decode(data))) as opened:
            return opened.convert("RGB")

    def _font_settings(self, fonts: Path) -> Path:
        edits = "".join(_EDIT.format(target=target) for target in ("pattern", "font"))
        aliases = "".join(_ALIAS.format(*pair) for pair in _GENERIC.items())
        file = Path(self._folder.name, "fonts.conf")
        file.write_text(
            _FONTS.format(assets=fonts, cache=file.parent / "fonts", edits=edits, aliases=aliases)
        )
        return file

    def _call(self, method: str, **params: Any) -> Any:
        self._last += 1
        message = {"id": self._last, "method": method, "params": params}
        if self._session is not None:
            message["sessionId"] = self._session
        os.write(self._orders, json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._last:
            pass
        if "error" in answer:
            raise RuntimeError(f"Chromium refuses {method}: {answer['error']['message']}")
        return answer["result"]

    def _wait(self, event: str) -> None:
        while self._next().get("method") != event:
            pass

    def _next(self) -> dict[str, Any]:
        """The next message, ended by a zero."""
        message = bytearray()
        while (byte := self._reader.read(1)) != b"\0":
            if not byte:
                raise RuntimeError(f"Chromium ended: {self._process.wait()}")
            message += byte
        found: dict[str, Any] = json.loads(message)
        return found


def _move(ends: list[int]) -> None:
    for end, pipe in zip(ends, _PIPES, strict=True):
        os.dup2(end, pipe)

"""Draw the golden cards with Chromium, and say how far the engine is from it: `make chromium`.

Beside each card of `cards/`, and for each built-in one, this keeps Chromium's picture and its boxes. The
tests read these and need no Chromium. Names of cards as arguments redraw only those.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1]))

from chromium.goldens import CARDS, Card, Difference, Laid, all_cards, difference, joined, written

from mkdocs_metaimage.engine.boxes import Rect

ASSETS = Path(__file__).parents[2] / "mkdocs_metaimage" / "assets"
SWITCHES = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--mute-audio",
    "--allow-file-access-from-files", "--force-device-scale-factor=1", "--virtual-time-budget=30000",
)  # fmt: skip
# Of the height of the window its bar is taken; the rest is cut off.
BAR = 100
TALLEST_SHEET = 6000

# Glyphs as their outlines are: the engine hints none. The generic families are the engine's.
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>{assets}</dir><cachedir>{cache}</cachedir>
{edits}
{aliases}
</fontconfig>"""
EDIT = """<match target="{target}">
<edit name="antialias" mode="assign"><bool>true</bool></edit>
<edit name="hinting" mode="assign"><bool>false</bool></edit>
<edit name="autohint" mode="assign"><bool>false</bool></edit>
<edit name="hintstyle" mode="assign"><const>hintnone</const></edit>
<edit name="rgba" mode="assign"><const>none</const></edit>
</match>"""
ALIAS = "<alias binding='same'><family>{}</family><prefer><family>{}</family></prefer></alias>"
GENERIC = (
    ("sans-serif", "Inter"), ("serif", "Inter"), ("monospace", "JetBrains Mono"), ("emoji", "Noto Color Emoji"),
)  # fmt: skip

# What a card needs around it. Fonts are named by URL, for a system's variable fonts have no optical size.
AROUND = """<!doctype html><meta charset="utf-8"><style>
@font-face {{ font-family: Inter; src: url({assets}/Inter.ttf); font-weight: 100 900 }}
@font-face {{ font-family: Inter; src: url({assets}/Inter-Italic.ttf); font-weight: 100 900; font-style: italic }}
@font-face {{ font-family: "JetBrains Mono"; src: url({assets}/JetBrainsMono.ttf); font-weight: 100 800 }}
@font-face {{ font-family: "Noto Color Emoji"; src: url({assets}/NotoColorEmoji.ttf) }}
html {{ height: 100%; font-family: Inter, "Noto Color Emoji" }} body {{ height: 100%; margin: 0 }}
</style>{card}"""
SHEET = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0 }} iframe {{ display: block; border: 0 }} pre {{ display: none }}
</style>{frames}<pre id="out"></pre><script>
const fonts = ['16px Inter', 'italic 16px Inter', '16px "JetBrains Mono"'];
const hides = element => getComputedStyle(element).overflow != 'visible' &&
    getComputedStyle(element).display != 'inline';

// What the elements around leave to see of a rect.
function seen(rect, element) {{
  let [left, top, right, bottom] = [rect.left, rect.top, rect.right, rect.bottom];
  for (; element && element.tagName != 'HTML'; element = element.parentElement) {{
    if (!hides(element)) continue;
    const outer = element.getBoundingClientRect();
    const x = outer.left + element.clientLeft, y = outer.top + element.clientTop;
    left = Math.max(left, x); right = Math.min(right, x + element.clientWidth);
    top = Math.max(top, y); bottom = Math.min(bottom, y + element.clientHeight);
    break;
  }}
  return [left, top, Math.max(right - left, 0), Math.max(bottom - top, 0)];
}}

function measured(page) {{
  const boxes = [], lines = [], range = page.createRange();
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {{
    const node = walker.currentNode;
    if (node.nodeType == Node.TEXT_NODE) {{
      if (node.parentElement.closest('style')) continue;
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) lines.push(seen(rect, node.parentElement));
    }} else if (!['none', 'contents'].includes(getComputedStyle(node).display) && node.tagName != 'BR') {{
      const box = node.getBoundingClientRect();
      boxes.push([node.tagName.toLowerCase(), box.x, box.y, box.width, box.height]);
    }}
  }}
  return {{boxes, lines}};
}}

async function measure() {{
  const found = [];
  for (const frame of document.querySelectorAll('iframe')) {{
    const page = frame.contentDocument;
    for (const font of fonts) await page.fonts.load(font);
    await page.fonts.load('16px "Noto Color Emoji"', '😀');
    for (const picture of page.images) await picture.decode();
    found.push(measured(page));
  }}
  document.getElementById('out').textContent = JSON.stringify(found);
}}
window.onload = measure;
</script>"""


class Golden(NamedTuple):
    """What Chromium made of a card."""

    laid: Laid
    picture: Image.Image


def main(names: list[str]) -> None:
    """Redraw the cards of these names, or all, and print how far the engine is from them."""
    cards = [card for card in all_cards() if not names or card.name in names]
    if not cards:
        sys.exit(f"There is no card of the name {' or '.join(names)} in {CARDS}.")
    program = _chromium()
    changed = []
    for sheet in _sheets(cards):
        for card, golden in zip(sheet, _drawn(program, sheet), strict=True):
            changed += _kept(card, golden)
    if not names:
        changed += _removed(cards)
    print("\n".join(changed or ["The goldens are as they were."]))
    _print_worst({card.name: difference(card) for card in cards})


def _chromium() -> str:
    """Chromium's program, installed if it is not there."""
    found = shutil.which("chromium")
    if found is None and shutil.which("apt-get"):
        print("Chromium is not there: apt-get install chromium", flush=True)
        command = ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"]
        if os.geteuid():
            command.insert(0, "sudo")
        subprocess.run(command, check=True)
        found = shutil.which("chromium")
    if found is None:
        sys.exit("Redrawing needs Debian's Chromium as `chromium` on the PATH: apt-get install chromium.")
    return found


def _sheets(cards: list[Card]) -> list[list[Card]]:
    """Cards to be drawn below each other by one run of Chromium."""
    sheets: list[list[Card]] = []
    for card in cards:
        if not sheets or sum(other.size[1] for other in sheets[-1]) + card.size[1] > TALLEST_SHEET:
            sheets.append([])
        sheets[-1].append(card)
    return sheets


def _drawn(program: str, sheet: list[Card]) -> list[Golden]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        page = folder / "sheet.html"
        page.write_text(_sheet_text(sheet), encoding="utf-8")
        width, height = max(card.size[0] for card in sheet), sum(card.size[1] for card in sheet)
        window = f"--window-size={width},{height + BAR}"
        document = _run(program, folder, window, "--dump-dom", page.as_uri())
        _run(program, folder, window, f"--screenshot={folder / 'sheet.png'}", page.as_uri())
        match = re.search(r'<pre id="out">(.+?)</pre>', document, re.DOTALL)
        if match is None:
            sys.exit("Chromium measured nothing.")
        measures = json.loads(html.unescape(match[1]))
        with Image.open(folder / "sheet.png") as picture:
            return _cut(sheet, measures, picture.convert("RGB"))


def _sheet_text(sheet: list[Card]) -> str:
    frames = []
    for card in sheet:
        around = AROUND.format(assets=ASSETS.as_uri(), card=card.html_for_chromium)
        width, height = card.size
        frames.append(
            f'<iframe scrolling="no" width="{width}" height="{height}" srcdoc="{html.escape(around)}"></iframe>'
        )
    return SHEET.format(frames="".join(frames))


def _run(program: str, folder: Path, *arguments: str) -> str:
    edits = "".join(EDIT.format(target=target) for target in ("pattern", "font"))
    aliases = "".join(ALIAS.format(*pair) for pair in GENERIC)
    fonts = folder / "fonts.conf"
    fonts.write_text(FONTS.format(assets=ASSETS, cache=folder / "fonts", edits=edits, aliases=aliases))
    command = [program, *SWITCHES, f"--user-data-dir={folder / 'profile'}", *arguments]
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)
    if run.returncode:
        sys.exit(f"Chromium failed:\n{run.stderr}")
    return run.stdout


def _cut(
    sheet: list[Card], measures: list[dict[str, list[list[float]]]], picture: Image.Image
) -> list[Golden]:
    goldens = []
    top = 0
    for card, measured in zip(sheet, measures, strict=True):
        boxes = [(str(tag), Rect(*rect)) for tag, *rect in measured["boxes"]]
        lines = joined(Rect(*rect) for rect in measured["lines"])
        width, height = card.size
        goldens.append(Golden(Laid(boxes, lines), picture.crop((0, top, width, top + height))))
        top += height
    return goldens


def _kept(card: Card, golden: Golden) -> list[str]:
    """Write the golden files of a card, and say what is new in them."""
    changed = []
    text = written(golden.laid)
    if not card.boxes.exists() or card.boxes.read_text(encoding="utf-8") != text:
        changed.append(f"{card.name}: {'other' if card.boxes.exists() else 'new'} boxes")
        card.boxes.write_text(text, encoding="utf-8")
    before = None
    if card.picture.exists():
        with Image.open(card.picture) as opened:
            before = opened.convert("RGB")
    if before is None or before.size != golden.picture.size or before.tobytes() != golden.picture.tobytes():
        changed.append(f"{card.name}: {'other' if before else 'new'} picture")
        golden.picture.save(card.picture, optimize=True)
    return changed


def _removed(cards: list[Card]) -> list[str]:
    """Remove the golden files of cards that are no more."""
    names = {card.name for card in cards}
    gone = [path for path in CARDS.iterdir() if path.suffix in (".png", ".json") and path.stem not in names]
    for path in gone:
        path.unlink()
    return [f"{path.stem}: removed {path.name}" for path in gone]


def _print_worst(found: dict[str, Difference]) -> None:
    worst = sorted(found.items(), key=lambda item: item[1].rank, reverse=True)[:10]
    print(f"\n{'the worst ten of ' + str(len(found)):<32}{'box px':>8}{'line px':>9}{'RMSE':>8}")
    for name, apart in worst:
        print(f"{name:<32}{apart.boxes:>8.2f}{apart.lines:>9.2f}{apart.rmse:>8.2f}")
    for name, apart in found.items():
        for fault in apart.faults:
            print(f"{name}: {fault}")


if __name__ == "__main__":
    main(sys.argv[1:])

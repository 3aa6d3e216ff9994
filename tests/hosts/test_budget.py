"""No picture goes over its budget without a word, whoever made it."""

from __future__ import annotations

import io

import pytest
from PIL import Image


def noisy(kind, size=(400, 300)):
    file = io.BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(file, kind)
    return file.getvalue()


def hook(returned, content_type="image/png"):
    return (
        "import io\nfrom pathlib import Path\nfrom PIL import Image\n"
        f"size = (400, 300)\ncontent_type = {content_type!r}\n"
        "noise = Image.effect_noise((400, 300), 90).convert('RGB')\n"
        f"def image():\n    return {returned}\n"
    )


@pytest.mark.parametrize(
    ("returned", "mend"),
    [
        ("noise", "image/jpeg would fit: declare that content type."),
        ("(Path(__file__).parent / 'p.png').read_bytes()", "Save it smaller."),
        ("'p.png'", "Save it smaller."),
    ],
)
def test_what_a_hook_returned_is_too_large(build, returned, mend):
    files = {"docs/opengraph-image.py": hook(returned), "docs/p.png": noisy("PNG")}
    site = build(files, {"max_bytes": 90_000})
    (line,) = [line for line in site.output.splitlines() if "over the 90 kB allowed" in line]
    assert line.startswith("WARNING")
    assert "/opengraph-image.png (docs/opengraph-image.py): The picture" in line
    assert line.endswith(mend)
    build(files, {"max_bytes": 0}, "--strict")
    build(files, {"max_bytes": 90_000, "validation": {"byte_budget": "info"}}, "--strict")


def test_a_picture_that_a_hook_returned_is_made_to_fit_and_that_is_said(build):
    site = build({"docs/opengraph-image.py": hook("noise", "image/jpeg")}, {"max_bytes": 90_000}, "--strict")
    (line,) = [line for line in site.output.splitlines() if "over the 90 kB allowed" in line]
    assert "it has the quality" in line
    assert len((site.folder / "opengraph-image.jpg").read_bytes()) <= 90_000


def test_a_static_picture_is_spoken_of_and_fails_nothing(build):
    files = {"docs/opengraph-image.png": noisy("PNG"), "docs/a/b.md": "# B\n"}
    site = build(files, {"max_bytes": 90_000}, "--strict")
    (line,) = [line for line in site.output.splitlines() if "show none over 90 kB" in line]
    assert line.startswith("INFO")
    assert "docs/opengraph-image.png" in line


def test_an_icon_has_no_budget(build):
    icon = hook("noise").replace("(400, 300)", "(256, 256)")
    site = build({"docs/icon.py": icon}, {"max_bytes": 1000, "validation": {"byte_budget": "ignore"}})
    assert "allowed" not in site.output

from __future__ import annotations

import contextlib
import hashlib
import io
import struct
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from mkdocs_metaimage.conventions import (
    APPLE_ICON,
    FAVICON,
    ICON,
    OPENGRAPH_IMAGE,
    TWITTER_IMAGE,
    content_type_of,
)
from mkdocs_metaimage.errors import MetaImageError
from mkdocs_metaimage.static_images import decoding, read_alt, read_static_image

MIB = 1024 * 1024
FORMATS = {
    "png": "PNG",
    "jpg": "JPEG",
    "jpeg": "JPEG",
    "gif": "GIF",
    "webp": "WEBP",
    "avif": "AVIF",
    "ico": "ICO",
}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="32" height="16"><rect width="9" height="9"/></svg>'


def picture(extension: str, width: int = 40, height: int = 30, **options) -> bytes:
    if extension == "svg":
        return SVG
    image = Image.radial_gradient("L").resize((width, height)).convert("RGB")
    buffer = io.BytesIO()
    image.save(buffer, FORMATS[extension], **options)
    return buffer.getvalue()


def read(tmp_path, name, data, convention=OPENGRAPH_IMAGE):
    path = tmp_path / name
    path.write_bytes(data)
    return read_static_image(path, convention)


def failure(tmp_path, name, data, convention=OPENGRAPH_IMAGE) -> MetaImageError:
    with pytest.raises(MetaImageError) as error:
        read(tmp_path, name, data, convention)
    assert error.value.file == tmp_path / name
    assert name in str(error.value)
    assert error.value.hint
    return error.value


# --- whole images -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("extension", ["png", "jpg", "jpeg", "gif", "webp", "avif"])
def test_pictures(tmp_path, extension):
    data = picture(extension)
    image = read(tmp_path, f"opengraph-image.{extension}", data)
    assert image.content_type == content_type_of(extension)
    assert image.sizes == ((40, 30),)
    assert image.digest == hashlib.sha256(data).hexdigest()


def test_an_ico_has_every_size_it_holds(tmp_path):
    data = picture("ico", 64, 64, sizes=[(48, 48), (16, 16), (32, 32)])
    image = read(tmp_path, "favicon.ico", data, FAVICON)
    assert image.content_type == "image/x-icon"
    assert image.sizes == ((16, 16), (32, 32), (48, 48))


def test_an_ico_of_bitmaps(tmp_path):
    data = picture("ico", 32, 32, sizes=[(16, 16), (32, 32)], bitmap_format="bmp")
    assert read(tmp_path, "icon.ico", data, ICON).sizes == ((16, 16), (32, 32))


def test_an_svg(tmp_path):
    image = read(tmp_path, "icon.svg", SVG, ICON)
    assert (image.content_type, image.sizes) == ("image/svg+xml", ())


@pytest.mark.parametrize("extension", ["gif", "png", "webp"])
def test_moving_pictures(tmp_path, extension):
    frames = [Image.new("RGB", (20, 10), color) for color in ("red", "green", "blue")]
    buffer = io.BytesIO()
    frames[0].save(buffer, FORMATS[extension], save_all=True, append_images=frames[1:])
    assert read(tmp_path, f"opengraph-image.{extension}", buffer.getvalue()).sizes == ((20, 10),)


def test_a_jpeg_with_more_pictures_behind_it(tmp_path):
    image = Image.new("RGB", (20, 10), "red")
    buffer = io.BytesIO()
    image.save(buffer, "MPO", save_all=True, append_images=[image])
    assert read(tmp_path, "opengraph-image.jpg", buffer.getvalue()).content_type == "image/jpeg"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_pngs_of_every_mode(tmp_path, mode):
    buffer = io.BytesIO()
    Image.new(mode, (7, 5)).save(buffer, "PNG")
    assert read(tmp_path, "icon.png", buffer.getvalue(), ICON).sizes == ((7, 5),)


# --- the limit --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("convention", "limit"), [(OPENGRAPH_IMAGE, 8 * MIB), (TWITTER_IMAGE, 5 * MIB)], ids=["og", "twitter"]
)
@pytest.mark.parametrize("number", ["", "2"])
def test_exactly_at_the_limit_passes_and_a_byte_more_fails(tmp_path, convention, limit, number):
    data = picture("png")
    name = f"{convention.name}{number}.png"
    read(tmp_path, name, data.ljust(limit, b"\0"), convention)
    error = failure(tmp_path, name, data.ljust(limit + 1, b"\0"), convention)
    assert f"{limit + 1:,}" in error.message
    assert f"{limit:,}" in error.message
    assert f"{limit // MIB} MiB" in error.message
    assert convention.name in error.message


@pytest.mark.parametrize("convention", [ICON, APPLE_ICON])
def test_icons_have_no_limit(tmp_path, convention):
    read(tmp_path, f"{convention.name}.png", picture("png").ljust(9 * MIB, b"\0"), convention)


# --- broken files -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("extension", ["png", "jpg", "gif", "webp", "avif", "ico"])
@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9, 0.98])
def test_a_truncated_image(tmp_path, extension, kept):
    data = picture(extension)
    convention = ICON if extension == "ico" else OPENGRAPH_IMAGE
    error = failure(tmp_path, f"{convention.name}.{extension}", data[: int(len(data) * kept)], convention)
    assert "decoded" in error.message


@pytest.mark.parametrize("extension", ["png", "jpg", "ico"])
def test_one_byte_too_few(tmp_path, extension):
    convention = ICON if extension == "ico" else OPENGRAPH_IMAGE
    failure(tmp_path, f"{convention.name}.{extension}", picture(extension)[:-1], convention)


def test_a_png_without_its_last_chunk(tmp_path):
    failure(tmp_path, "opengraph-image.png", picture("png")[:-12])


def test_a_png_with_a_wrong_check_sum(tmp_path):
    data = bytearray(picture("png"))
    data[data.index(b"IDAT") + 10] ^= 0xFF
    failure(tmp_path, "opengraph-image.png", bytes(data))


def test_a_moving_picture_cut_off_in_a_later_frame(tmp_path):
    frames = [Image.effect_noise((60, 60), 50 + shade) for shade in range(3)]
    buffer = io.BytesIO()
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])
    data = buffer.getvalue()
    failure(tmp_path, "opengraph-image.gif", data[: len(data) * 5 // 6])


@pytest.mark.parametrize(
    "data",
    [
        b"Hello",
        b"\0" * 100,
        b"<html><body>Not found</body></html>",
        b"<?xml version='1.0'?><rss/>",
        b"<",
        b"\x89PNG",
        b"RIFF",
        b"\0\0\0\x20ftypisom",
    ],
)
def test_what_is_no_image(tmp_path, data):
    assert "no image" in failure(tmp_path, "opengraph-image.png", data).message


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"RIFF\0\0\0\0WEBP", b"\0\0\0\x14ftypavif"]
)
def test_no_more_than_a_signature(tmp_path, data):
    extension = {0x89: "png", 0xFF: "jpg", 0x47: "gif", 0x52: "webp", 0: "avif"}[data[0]]
    message = failure(tmp_path, f"opengraph-image.{extension}", data).message
    assert "decoded" in message
    assert "BytesIO" not in message


@pytest.mark.parametrize(
    "data", [b"\0\0\1\0", b"\0\0\1\0\0\0", b"\0\0\1\0\1\0", b"\0\0\1\0\xff\xff" + b"\xff" * 16]
)
def test_a_broken_directory_of_an_ico(tmp_path, data):
    assert "decoded" in failure(tmp_path, "favicon.ico", data, FAVICON).message


def test_an_empty_file(tmp_path):
    assert "empty" in failure(tmp_path, "icon.png", b"", ICON).message


def test_a_missing_file(tmp_path):
    with pytest.raises(MetaImageError, match="cannot be read"):
        read_static_image(tmp_path / "icon.png", ICON)


def test_a_folder_with_a_files_name(tmp_path):
    (tmp_path / "icon.png").mkdir()
    with pytest.raises(MetaImageError, match="cannot be read"):
        read_static_image(tmp_path / "icon.png", ICON)


def test_more_pixels_than_any_memory_holds(tmp_path):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    assert "pixels" in failure(tmp_path, "opengraph-image.png", data).message


def test_more_pixels_than_any_platform_shows(tmp_path):
    data = picture("png", 9000, 6000)
    error = failure(tmp_path, "opengraph-image.png", data)
    assert "too large: 9000x6000 px" in error.message
    assert "smaller" in error.hint


def test_of_a_long_animation_the_beginning_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(decoding, "_MOST_DECODED", 3 * 40 * 30)
    frames = [Image.effect_noise((40, 30), 90) for _ in range(9)]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    # What follows is cut off, and nobody looks there.
    assert read(tmp_path, "opengraph-image.gif", file.getvalue()[:-20]).sizes == ((40, 30),)


def test_an_ico_whose_picture_is_larger_than_it_says(tmp_path):
    inner = picture("png", 300, 300)
    data = struct.pack("<HHHBBBBHHII", 0, 1, 1, 16, 16, 0, 0, 1, 32, len(inner), 22) + inner
    assert "another size" in failure(tmp_path, "favicon.ico", data, FAVICON).message


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(extension=st.sampled_from(["png", "jpg", "gif", "webp", "avif", "ico", "svg"]), data=st.data())
def test_damage_is_never_worse_than_an_error_for_the_user(tmp_path, extension, data):
    whole = bytearray(picture(extension))
    for _ in range(data.draw(st.integers(0, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    with contextlib.suppress(MetaImageError):
        read(tmp_path, f"icon.{extension}", bytes(whole[:cut]), ICON)


# --- wrong names ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("found", ["png", "jpg", "gif", "webp", "avif"])
@pytest.mark.parametrize("named", ["png", "jpg", "jpeg", "gif", "webp", "avif"])
def test_a_mislabelled_image_is_told_the_right_extension(tmp_path, found, named):
    name = f"opengraph-image.{named}"
    data = picture(found)
    if content_type_of(found) == content_type_of(named):
        assert read(tmp_path, name, data).content_type == content_type_of(found)
    else:
        error = failure(tmp_path, name, data)
        assert f".{found}" in error.message
        assert f'"opengraph-image.{found}"' in str(error.hint)


def test_a_png_named_favicon_ico(tmp_path):
    error = failure(tmp_path, "favicon.ico", picture("png"), FAVICON)
    assert ".png" in error.message
    assert "favicon takes .ico" in str(error.hint)


def test_an_svg_among_social_images(tmp_path):
    error = failure(tmp_path, "opengraph-image.png", SVG)
    assert ".svg" in error.message
    assert ".jpg, .jpeg, .png, .gif" in str(error.hint)


def test_a_png_named_svg_and_the_other_way_round(tmp_path):
    assert ".png" in failure(tmp_path, "icon.svg", picture("png"), ICON).message
    assert ".svg" in failure(tmp_path, "icon.png", SVG, ICON).message


def test_text_named_svg(tmp_path):
    assert "no image" in failure(tmp_path, "icon.svg", b"<html></html>", ICON).message


@pytest.mark.parametrize("name", ["BMP", "TIFF"])
def test_formats_that_are_none_for_the_web_are_named(tmp_path, name):
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4)).save(buffer, name)
    assert name in failure(tmp_path, "opengraph-image.png", buffer.getvalue()).message


def test_a_photo_of_a_phone(tmp_path):
    data = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40
    assert "HEIC" in failure(tmp_path, "opengraph-image.jpg", data).message


def test_a_pointer_of_git_lfs(tmp_path):
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12345\n"
    assert "git lfs pull" in str(failure(tmp_path, "opengraph-image.png", pointer).hint)


# --- alt texts --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"About Acme\n", "About Acme"),
        (b"About Acme", "About Acme"),
        (b"About Acme\r\n", "About Acme"),
        (b"About Acme\n\n", "About Acme"),
        ("\ufeffÜber Acme\n".encode(), "Über Acme"),
        (b"  two\nlines  \n", "  two\nlines  "),
        (b'<"&>\n', '<"&>'),
        (b"", ""),
        (b"\n", ""),
    ],
)
def test_alt_text(tmp_path, data, text):
    path = tmp_path / "opengraph-image.alt.txt"
    path.write_bytes(data)
    assert read_alt(path) == text


def test_alt_text_in_another_encoding(tmp_path):
    path = tmp_path / "opengraph-image.alt.txt"
    path.write_bytes("Acme\nÜber Acme".encode("latin-1"))
    with pytest.raises(MetaImageError, match="UTF-8") as error:
        read_alt(path)
    assert (error.value.file, error.value.line) == (path, 2)
    assert "0xdc" in error.value.message


def test_a_missing_alt_text(tmp_path):
    with pytest.raises(MetaImageError, match="alt text cannot be read"):
        read_alt(tmp_path / "opengraph-image.alt.txt")

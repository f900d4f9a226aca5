"""Pictures come out with their pixels and nothing else, or are refused in plain words."""

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from samplan.attachments.cleaning.clean import clean_file
from samplan.attachments.cleaning.images import clean_image
from samplan.attachments.cleaning.results import CleanFile, Kind, Limits, RefusedFile
from samplan.attachments.cleaning.sandbox import clean_in_sandbox
from samplan.attachments.cleaning.tests import hostile


def clean(folder: Path, content: bytes, limits: Limits | None = None) -> CleanFile:
    source = hostile.written(folder, content)
    return clean_file(source, folder / "out", claimed_name="bild", limits=limits or Limits())


def refusal(folder: Path, content: bytes, limits: Limits | None = None) -> RefusedFile:
    with pytest.raises(RefusedFile) as refused:
        clean(folder, content, limits)
    assert str(refused.value).endswith(".")
    return refused.value


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        *(("PNG", mode) for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")),
        *(("JPEG", mode) for mode in ("L", "RGB")),
        *(("GIF", mode) for mode in ("P", "L")),
    ],
)
def test_an_ordinary_picture_keeps_kind_mode_and_pixels(
    tmp_path: Path, kind: str, mode: str
) -> None:
    image = Image.new("I;16", (64, 48), 40_000) if mode == "I;16" else hostile.picture(mode)
    made = clean(tmp_path, hostile.encoded(image, kind))
    with Image.open(made.path) as result:
        assert (result.format, result.size) == (kind, (64, 48))
        assert result.mode == mode or kind == "GIF"
        if kind != "JPEG":
            assert result.convert("RGB").tobytes() == image.convert("RGB").tobytes()
    assert made.size == made.path.stat().st_size
    assert made.kind is Kind[kind]


def test_where_a_photo_was_taken_is_gone_and_it_stands_upright(tmp_path: Path) -> None:
    given_file = hostile.encoded(
        hostile.picture(), "JPEG", exif=hostile.exif(6), comment=b"NEEDLE", quality=95
    )
    assert hostile.GPS_NEEDLE in given_file
    made = clean(tmp_path, given_file)
    content = made.path.read_bytes()
    assert hostile.GPS_NEEDLE not in content
    assert b"NEEDLE" not in content
    assert b"Exif" not in content
    with Image.open(made.path) as image:
        assert image.size == (48, 64)
        top, bottom = image.getpixel((24, 8)), image.getpixel((24, 56))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert (top[0] > 200, bottom[2] > 200) == (True, True)


def test_a_png_tells_nothing_of_its_maker(tmp_path: Path) -> None:
    from_maker = {"exif": hostile.exif(), "pnginfo": _png_text("NEEDLE")}
    made = clean(tmp_path, hostile.encoded(hostile.picture("RGBA"), "PNG", **from_maker))
    content = made.path.read_bytes()
    assert not [chunk for chunk in (b"eXIf", b"tEXt", b"NEEDLE", b"59.3") if chunk in content]


def test_see_through_pixels_stay_see_through(tmp_path: Path) -> None:
    made = clean(tmp_path, hostile.encoded(hostile.picture("P"), "PNG", transparency=0))
    with Image.open(made.path) as image:
        assert image.info["transparency"] == 0


def test_colours_of_another_profile_are_turned_into_srgb(tmp_path: Path) -> None:
    """The profile here says that the first channel is blue and the third red."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"tmp1").replace(b"bXYZ", b"rXYZ").replace(b"tmp1", b"bXYZ")
    made = clean(tmp_path, hostile.encoded(hostile.picture(), "PNG", icc_profile=swapped))
    assert b"iCCP" not in made.path.read_bytes()
    with Image.open(made.path) as image:
        left = image.getpixel((8, 24))
    assert isinstance(left, tuple)
    assert (left[0] < 20, left[2] > 235) == (True, True)


def test_a_profile_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    image = hostile.encoded(hostile.picture(), "PNG", icc_profile=b"not a profile")
    assert b"iCCP" not in clean(tmp_path, image).path.read_bytes()


def test_no_other_decoder_than_the_named_is_asked(tmp_path: Path) -> None:
    source = hostile.written(tmp_path, hostile.encoded(hostile.picture(), "BMP"))
    with pytest.raises(RefusedFile) as refused:
        clean_image(source, tmp_path / "out", Kind.PNG, limits=Limits())
    assert refused.value.code == "broken_image"


def test_a_print_colour_jpeg_becomes_rgb(tmp_path: Path) -> None:
    made = clean(tmp_path, hostile.encoded(hostile.picture("CMYK"), "JPEG"))
    with Image.open(made.path) as image:
        assert image.mode == "RGB"


def test_of_an_animation_the_first_picture_is_kept(tmp_path: Path) -> None:
    frames = [Image.new("P", (8, 8), colour) for colour in range(30)]
    moving = hostile.encoded(frames[0], "GIF", save_all=True, append_images=frames[1:], loop=0)
    made = clean(tmp_path, moving)
    with Image.open(made.path) as image:
        assert (image.format, getattr(image, "n_frames", 1)) == ("GIF", 1)
    assert b"NETSCAPE" not in made.path.read_bytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF"])
def test_what_is_hidden_behind_a_picture_is_left_behind(tmp_path: Path, kind: str) -> None:
    image = hostile.encoded(hostile.picture("P" if kind == "GIF" else "RGB"), kind)
    made = clean(tmp_path, image + hostile.PHP + hostile.zip_file())
    content = made.path.read_bytes()
    assert hostile.PHP not in content
    assert b"PK\x03\x04" not in content


def test_the_same_picture_gives_the_same_file(tmp_path: Path) -> None:
    content = hostile.encoded(hostile.picture(), "JPEG")
    assert clean(tmp_path, content).sha256 == clean(tmp_path, content).sha256


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"GIF89a=1;alert(document.cookie)//" + bytes(100), "broken_image"),
        (b"\xff\xd8\xff" + hostile.PHP * 9, "broken_image"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "kind"),
        (b"<?xml version='1.0'?><svg/>", "kind"),
        (b"#!/bin/sh\nrm -rf /\n", "kind"),
        (b"BM" + bytes(60), "kind"),
        (hostile.EICAR, "kind"),
        (hostile.zip_file(), "office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60), "office"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(60), "heic"),
        (b"MZ" + bytes(100), "kind"),
    ],
)
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    assert refusal(tmp_path, content).code == code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF"])
def test_a_picture_cut_short_is_refused(tmp_path: Path, kind: str) -> None:
    noise = Image.effect_noise((200, 200), 90)
    whole = hostile.encoded(noise, kind)
    assert refusal(tmp_path, whole[: len(whole) // 2]).code == "broken_image"


def test_too_large_tells_how_large_is_allowed(tmp_path: Path) -> None:
    refused = refusal(tmp_path, bytes(2 * 1024 * 1024 + 1), Limits(max_bytes=2 * 1024 * 1024))
    assert refused.code == "too_large"
    assert "larger than 2 MB" in str(refused)


def test_too_many_pixels_are_refused_before_they_are_unpacked(tmp_path: Path) -> None:
    picture = hostile.encoded(hostile.picture(size=(100, 101)), "PNG")
    refused = refusal(tmp_path, picture, Limits(max_pixels=10_000))
    assert refused.code == "pixels"
    for side in (10_000, 60_000, 2**31 - 1):
        claims = hostile.png_bomb(side, side, rows=0)
        assert refusal(tmp_path, claims).code in {"pixels", "too_demanding"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    start=st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"%PDF-1.7\n"]),
    rest=st.binary(max_size=400),
)
def test_random_bytes_are_cleaned_or_refused(tmp_path: Path, start: bytes, rest: bytes) -> None:
    try:
        made = clean(tmp_path, start + rest)
    except RefusedFile:
        return
    assert made.size > 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    kind=st.sampled_from(["JPEG", "PNG", "GIF"]),
    places=st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_a_picture_with_wrong_bytes_is_cleaned_or_refused(
    tmp_path: Path, kind: str, places: list[tuple[int, int]]
) -> None:
    options = {} if kind == "GIF" else {"exif": hostile.exif(3)}
    content = bytearray(hostile.encoded(hostile.picture("L"), kind, **options))
    for place, value in places:
        content[place % len(content)] = value
    try:
        made = clean(tmp_path, bytes(content), Limits(max_pixels=1_000_000))
    except RefusedFile:
        return
    with Image.open(io.BytesIO(made.path.read_bytes())) as image:
        image.load()


def _png_text(text: str) -> object:
    info = PngInfo()
    info.add_text("Comment", text)
    return info


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P", "1", "LA"])
def test_a_picture_in_small_holds_nothing_but_pixels(tmp_path: Path, mode: str) -> None:
    made = hostile.picture(mode, (900, 600))
    source = hostile.written(tmp_path, hostile.encoded(made, "PNG", exif=hostile.exif()))
    cleaned = clean_in_sandbox(source, tmp_path / "clean", claimed_name="a.png")
    assert cleaned.thumbnail is not None
    with Image.open(cleaned.thumbnail) as small:
        assert (small.format, small.size) == ("JPEG", (320, 213))
    assert hostile.GPS_NEEDLE not in cleaned.thumbnail.read_bytes()


def test_a_picture_that_cannot_be_made_small_is_kept_all_the_same(tmp_path: Path) -> None:
    deep = hostile.encoded(Image.new("I;16", (900, 600)), "PNG")
    assert clean(tmp_path, deep).size > 0

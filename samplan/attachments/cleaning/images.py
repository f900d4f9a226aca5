"""Pictures: decoded, turned the right way up, and written anew with nothing but pixels."""

import contextlib
import errno
import io
import struct
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps

from samplan.attachments.cleaning.results import Kind, Limits, RefusedFile

# What Pillow's decoders raise for damaged files.
_DAMAGE = (
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    EOFError,
    struct.error,
    RuntimeError,
)
_THUMBNAIL = (320, 320)  # pixels at most
_SAVE_OPTIONS: dict[Kind, dict[str, Any]] = {
    Kind.JPEG: {"quality": 90},
    # 6, the usual level, takes five times as long for a tenth less.
    Kind.PNG: {"compress_level": 3},
    Kind.GIF: {},
}


def clean_image(source: Path, target: Path, kind: Kind, *, limits: Limits) -> None:
    """Write the picture's pixels, and nothing else of it, to `target`.

    Orientation is applied and colours are turned into sRGB before what describes them (EXIF
    with its place and time, profiles, comments, thumbnails) is left behind. Of an animation
    the first picture is kept. Raises RefusedFile.
    """
    with _damage_refused(), Image.open(source, formats=[kind.name]) as image:
        if image.width * image.height > limits.max_pixels:
            raise RefusedFile("pixels", megapixels=limits.max_pixels // 1_000_000)
        image.load()
        upright = _upright(image)
        plain = _in_plain_colours(upright, kind)
        transparency = plain.info.get("transparency")
        plain.info = {} if transparency is None else {"transparency": transparency}
        with target.open("wb") as out:
            plain.save(out, kind.name, **_SAVE_OPTIONS[kind])
        _write_thumbnail(plain, thumbnail_path(target))


def thumbnail_path(path: Path) -> Path:
    """Where the small picture of the clean one at `path` lies."""
    return path.with_name(f"{path.name}-small")


def _write_thumbnail(image: Image.Image, target: Path) -> None:
    """The picture in small. Uses the image up: it may be as large as memory allows."""
    # A picture that is kept whole but cannot be made small, of rare depth, goes without.
    with contextlib.suppress(*_DAMAGE):
        image.thumbnail(_THUMBNAIL)
        clear = image.convert("RGBA")
        small = Image.new("RGB", clear.size, "white")
        small.paste(clear, mask=clear)
        small.save(target, "JPEG", quality=80)


@contextlib.contextmanager
def _damage_refused() -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except RefusedFile:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        raise RefusedFile("too_demanding") from None
    except _DAMAGE as damage:
        grew_too_large = isinstance(damage, OSError) and damage.errno == errno.EFBIG
        raise RefusedFile("too_demanding" if grew_too_large else "broken_image") from None


def _upright(image: Image.Image) -> Image.Image:
    """Turned in place, so that one copy is held; damaged EXIF says nothing about up."""
    with contextlib.suppress(*_DAMAGE):
        ImageOps.exif_transpose(image, in_place=True)
    return image


def _in_plain_colours(image: Image.Image, kind: Kind) -> Image.Image:
    profile = image.info.get("icc_profile")
    if profile and image.mode in {"RGB", "RGBA"}:
        # A picture whose profile cannot be read keeps its numbers: slightly wrong colours.
        with contextlib.suppress(ImageCms.PyCMSError, *_DAMAGE):
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            ImageCms.profileToProfile(image, given, srgb, inPlace=True)
    if kind is Kind.JPEG and image.mode not in {"L", "RGB"}:
        return image.convert("RGB")
    return image

"""One file cleaned, in this process. For files from outside use clean_in_sandbox."""

import hashlib
from pathlib import Path

from samplan.attachments.cleaning.images import clean_image, thumbnail_path
from samplan.attachments.cleaning.names import safe_name
from samplan.attachments.cleaning.pdf import clean_pdf
from samplan.attachments.cleaning.results import (
    DEFAULT_LIMITS,
    CleanFile,
    Kind,
    Limits,
    RefusedFile,
)

# The first bytes decide which decoder is asked; the decoder decides whether it is true.
_SIGNATURES = {
    b"%PDF-": Kind.PDF,
    b"\xff\xd8\xff": Kind.JPEG,
    b"\x89PNG\r\n\x1a\n": Kind.PNG,
    b"GIF87a": Kind.GIF,
    b"GIF89a": Kind.GIF,
}
_OFFICE = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_HEIC_BRANDS = {b"heic", b"heix", b"heif", b"mif1", b"msf1", b"hevc"}


def clean_file(
    source: Path, target: Path, *, claimed_name: str, limits: Limits = DEFAULT_LIMITS
) -> CleanFile:
    """Write a clean copy of `source` to `target`. Raises RefusedFile."""
    kind = recognise(source, limits=limits)
    write_clean(source, target, kind, limits=limits)
    return described(target, kind, claimed_name=claimed_name)


def as_claimed(path: Path, claimed_name: str, limits: Limits) -> CleanFile:
    """The file as it came, of the kind that it claims to be. Raises RefusedFile for size or
    kind. Nothing in it has been checked."""
    kind = recognise(path, limits=limits)
    return described(path, kind, claimed_name=claimed_name)


def recognise(source: Path, *, limits: Limits) -> Kind:
    """The kind that the file's beginning claims. Raises RefusedFile for size or kind."""
    size = source.stat().st_size
    if size == 0:
        raise RefusedFile("empty")
    if size > limits.max_bytes:
        raise RefusedFile("too_large", megabytes=limits.max_bytes // (1024 * 1024))
    with source.open("rb") as opened:
        head = opened.read(16)
    for signature, kind in _SIGNATURES.items():
        if head.startswith(signature):
            return kind
    if head.startswith(_OFFICE):
        raise RefusedFile("office")
    raise RefusedFile("heic" if _is_heic(head) else "kind")


def write_clean(source: Path, target: Path, kind: Kind, *, limits: Limits) -> None:
    """The part that reads hostile bytes. Raises RefusedFile."""
    if kind is Kind.PDF:
        clean_pdf(source, target, limits=limits)
    else:
        clean_image(source, target, kind, limits=limits)


def described(path: Path, kind: Kind, *, claimed_name: str) -> CleanFile:
    with path.open("rb") as written:
        digest = hashlib.file_digest(written, "sha256").hexdigest()
    small = thumbnail_path(path)
    return CleanFile(
        kind,
        path,
        path.stat().st_size,
        digest,
        safe_name(claimed_name, kind),
        small if small.is_file() else None,
    )


def _is_heic(head: bytes) -> bool:
    return head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS

"""JPEG's own structure, for pictures that stay as they are inside a PDF."""

_START_OF_SCAN = 0xDA
_COMMENT = 0xFE
# APP1 and on carry EXIF, XMP, profiles and makers' notes; APP0 says JFIF, and APP14 how the
# colours are to be read.
_DROPPED = {_COMMENT, *range(0xE1, 0xF0)} - {0xEE}
_WITHOUT_LENGTH = {0x01, 0xD8, *range(0xD0, 0xD8)}


def without_metadata(jpeg: bytes) -> bytes:
    """The same picture, bit by bit, without EXIF, XMP, profiles and comments.

    What cannot be followed is returned from there on as it is.
    """
    kept = bytearray()
    place = 0
    while jpeg[place : place + 1] == b"\xff" and place + 4 <= len(jpeg):
        marker = jpeg[place + 1]
        if marker == _START_OF_SCAN:
            break
        length = 0 if marker in _WITHOUT_LENGTH else int.from_bytes(jpeg[place + 2 : place + 4])
        end = place + 2 + length
        if marker not in _DROPPED:
            kept += jpeg[place:end]
        place = end
    return bytes(kept) + jpeg[place:]

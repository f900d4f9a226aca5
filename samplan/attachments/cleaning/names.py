"""File names that are safe to show, to hand out and to read aloud in a waiting room."""

import re
import unicodedata

from samplan.attachments.cleaning.results import Kind
from samplan.common.identity import mask_identity_numbers

_LONGEST = 120
# File systems count bytes: 255, and some room for "(1)" and the like.
_LONGEST_IN_BYTES = 240
_NAMELESS = "fil"

# Control, format (bidi among them), surrogate, private and unassigned characters.
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_FORBIDDEN = re.compile(r'[<>:"/\\|?*%;]+')
_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}$")


def safe_name(claimed: str, kind: Kind) -> str:
    """A name of at most 120 characters that ends as the real kind of the file does.

    Folders, control and bidi characters and signs that some system forbids are gone, letters
    of every language stay, and the last four digits of what is like an identity number are
    masked.
    """
    visible = "".join(
        " " if char.isspace() else char
        for char in unicodedata.normalize("NFC", claimed)
        if char.isspace() or unicodedata.category(char) not in _HIDDEN
    )
    stem = _EXTENSION.sub("", re.split(r"[/\\]", visible)[-1].strip(" ."))
    stem = " ".join(mask_identity_numbers(_FORBIDDEN.sub("_", stem), "xxxx").split())
    return f"{_shortened(stem, kind).strip(' .') or _NAMELESS}.{kind.extension}"


def _shortened(stem: str, kind: Kind) -> str:
    room = 1 + len(kind.extension)
    cut = stem[: _LONGEST - room].encode()[: _LONGEST_IN_BYTES - room]
    return cut.decode(errors="ignore")

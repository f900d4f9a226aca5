"""Text as people send it, made safe to store and to show."""

import re
import unicodedata

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from samplan.common.faults import PlainFault, gettext_noop

# Embeddings, overrides and isolates: U+202A to U+202E and U+2066 to U+2069.
BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")

_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BREAKS_AND_TABS = re.compile("[\n\t]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")

# Text that can shrink this much when composed does not exist among real languages; longer
# is refused before any work is spent on it.
_LONGEST_BEFORE_COMPOSING = 12

KILO, MEGA = 1000, 1_000_000

# As in Swedish lists: å ä ö after z, their neighbours' letters among them, ü as y. The three
# signs are the ASCII ones after z, so that the key also sorts rightly in COLLATE "C".
_SWEDISH_LETTERS = str.maketrans(
    {"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "ő": "}", "œ": "}", "ü": "y", "ű": "y"}
)
_OTHER_LETTERS = str.maketrans({"ð": "d", "đ": "d", "ł": "l", "þ": "th", "ı": "i"})
_MARKS = re.compile("[\u0300-\u036f]")


class BadText(PlainFault):
    """The text cannot be stored as it is."""

    sentences = {
        "control": gettext_noop(
            "The text has a character that cannot be shown (%(character)s, character number "
            "%(place)d). Write the text anew there, or paste it as plain text."
        ),
        "half": gettext_noop(
            "A character in the text is damaged (character number %(place)d), perhaps an emoji "
            "cut in two. Delete it and write it anew."
        ),
        "long": gettext_noop(
            "The text has %(length)d characters, and there is room for %(max_length)d. Shorten it."
        ),
    }


def clean_text(value: str, *, max_length: int, multiline: bool) -> str:
    """`value` composed (NFC), with "\\n" for every kind of line break and no blank ends.

    On one line, breaks and tabs become a space. Right-to-left letters and the marks they
    need stay, but embeddings, overrides and isolates are taken away, paired or not: they are
    invisible and can make a text read as another ("10 mg" as "gm 01"), and phones put them
    around pasted numbers, so that a refusal would puzzle. Raises BadText for NUL and other
    control characters, lone surrogates and what is longer than `max_length`.
    """
    if len(value) > max_length * _LONGEST_BEFORE_COMPOSING:
        raise BadText("long", length=len(value), max_length=max_length)
    text = _LINE_BREAKS.sub("\n", value)
    _refuse_unstorable(text)
    if not multiline:
        text = _BREAKS_AND_TABS.sub(" ", text)
    text = unicodedata.normalize("NFC", BIDI_CONTROLS.sub("", text)).strip()
    if len(text) > max_length:
        raise BadText("long", length=len(text), max_length=max_length)
    return text


def swedish_sort_key(text: str) -> str:
    """A key that sorts text as a Swedish list does: å ä ö last, case and accents aside."""
    folded = unicodedata.normalize("NFC", text.strip()).casefold()
    plain = folded.translate(_SWEDISH_LETTERS).translate(_OTHER_LETTERS)
    return _MARKS.sub("", unicodedata.normalize("NFD", plain))


def quoted(text: str) -> str:
    """The text within the quotation marks of the active language."""
    return _("“%s”") % text


def cut_at_a_word(text: str, most: int) -> str:
    """The words that have room in so many characters, and three dots where some have not."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0].rstrip(',;:–- ')} …"


def shortened(text: str, most: int) -> str:
    """The text where it has at most so many characters, else its beginning, which shows that."""
    return text if len(text) <= most else f"{text[:most].rstrip()} …"


def size_words(size: int) -> str:
    """The size in bytes as "84 kB" or "1,2 MB"."""
    if size < MEGA:
        return f"{max(1, round(size / KILO))} kB"
    return f"{number_format(size / MEGA, 1)} MB"


def number_in(written: str, *, digits: int) -> int | None:
    """The whole number that is written with at most so many digits; None for anything else."""
    is_number = written.isascii() and written.isdecimal() and len(written) <= digits
    return int(written) if is_number else None


def _refuse_unstorable(text: str) -> None:
    if half := _SURROGATES.search(text):
        raise BadText("half", place=half.start() + 1)
    if control := _UNSTORABLE.search(text):
        raise BadText(
            "control", character=f"U+{ord(control.group()):04X}", place=control.start() + 1
        )

"""Texts folded by the database, so that they sort as Swedish lists do, or are found as spelt."""

import unicodedata
from typing import Any, Final

from django.db import models
from django.db.models import Func

from samplan.common.text import swedish_sort_key

# Every letter with a mark that names in Sweden are written with.
_MARKED: Final = [chr(code) for code in range(0xC0, 0x180)]
_SORTED: Final = {
    letter: key for letter in _MARKED if len(key := swedish_sort_key(letter)) == 1 and key != letter
}
SORTED_FROM: Final = "".join(_SORTED) + "-"
SORTED_TO: Final = "".join(_SORTED.values()) + " "
# Who writes on a foreign keyboard, or in a hurry, leaves rings and dots out.
_PLAIN: Final = {
    letter: plain
    for letter in _MARKED
    if (plain := unicodedata.normalize("NFD", letter.casefold())[:1]).isascii()
} | {"ø": "o", "Ø": "o", "đ": "d", "ł": "l"}
_SIGNS: Final = "-–,.:;/&()"
PLAIN_FROM: Final = "".join(_PLAIN) + _SIGNS
PLAIN_TO: Final = "".join(_PLAIN.values()) + " " * len(_SIGNS)


class Folded(Func):
    """The texts after a space each, in small letters, with letters and signs exchanged."""

    template = (
        "lower(translate(' ' || %(expressions)s, %(from_letters)s, %(to_letters)s) COLLATE \"C\")"
    )
    arg_joiner = " || ' ' || "
    output_field = models.TextField()
    from_letters = SORTED_FROM
    to_letters = SORTED_TO

    def as_sql(self, *args: Any, **options: Any) -> Any:
        """With the letters as literals: they hold no quotation mark."""
        options |= {"from_letters": f"'{self.from_letters}'", "to_letters": f"'{self.to_letters}'"}
        return super().as_sql(*args, **options)


class PlainWords(Folded):
    """The texts as `plain_words` folds what someone looks for."""

    from_letters = PLAIN_FROM
    to_letters = PLAIN_TO


def plain_words(written: str) -> list[str]:
    """The words that someone looks for: small letters without rings and dots, and no signs."""
    letters = str.maketrans(PLAIN_FROM, PLAIN_TO)
    return unicodedata.normalize("NFC", written).translate(letters).lower().split()

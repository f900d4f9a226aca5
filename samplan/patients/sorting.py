"""Names as Swedish lists sort them, made by the database so that it always holds."""

from typing import Any, Final

from django.db import models
from django.db.models import Func

from samplan.common.text import swedish_sort_key

# Every letter with a mark that names in Sweden are written with, and what it sorts as.
_MARKED: Final = [chr(code) for code in range(0xC0, 0x180)]
_FOLDED: Final = {
    letter: key for letter in _MARKED if len(key := swedish_sort_key(letter)) == 1 and key != letter
}
FROM: Final = "".join(_FOLDED) + "-"
TO: Final = "".join(_FOLDED.values()) + " "


class NameKey(Func):
    """`" family given"`, folded: words begin after a space, å ä ö are `{ | }`."""

    template = (
        "lower(translate(' ' || %(expressions)s, %(from_letters)s, %(to_letters)s) COLLATE \"C\")"
    )
    arg_joiner = " || ' ' || "
    output_field = models.TextField()

    def as_sql(self, *args: Any, **options: Any) -> Any:
        """With the letters as literals: they hold no quotation mark."""
        options |= {"from_letters": f"'{FROM}'", "to_letters": f"'{TO}'"}
        return super().as_sql(*args, **options)


def words_of(name: str) -> list[str]:
    """What to look for in `sort_name`, for each word that someone wrote."""
    folded = swedish_sort_key(name.replace("-", " "))
    return [f" {word}" for word in folded.split()]

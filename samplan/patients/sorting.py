"""Names as Swedish lists sort them, made by the database so that it always holds."""

from samplan.common.folding import Folded
from samplan.common.text import swedish_sort_key


class NameKey(Folded):
    """`" family given"`, folded: words begin after a space, å ä ö are `{ | }`."""


def words_of(name: str) -> list[str]:
    """What to look for in `sort_name`, for each word that someone wrote."""
    folded = swedish_sort_key(name.replace("-", " "))
    return [f" {word}" for word in folded.split()]

"""Numbers in words, as people say them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LONGEST = 4  # above this a figure is easier to read


def things_to_do(number: int, day: str) -> str:
    """ "Two things to do before your visit on %(day)s." """
    sentence = ngettext(
        "%(number)s thing to do before your visit on %(day)s.",
        "%(number)s things to do before your visit on %(day)s.",
        number,
    )
    return sentence % {"number": _in_words(number), "day": day}


def all_to_do(number: int) -> str:
    """ "Three things to do." """
    sentence = ngettext("%(number)s thing to do.", "%(number)s things to do.", number)
    return sentence % {"number": _in_words(number)}


def of_them_before(number: int, day: str) -> str:
    """ "Two of them before your visit on %(day)s." """
    sentence = _("%(number)s of them before your visit on %(day)s.")
    return sentence % {"number": _in_words(number), "day": day}


def _in_words(number: int) -> str:
    words = {1: _("One"), 2: _("Two"), 3: _("Three"), LONGEST: _("Four")}
    return words.get(number, str(number))

"""Numbers and days in words, as people say them."""

from datetime import date, timedelta

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samplan.common.dates import long_day

LONGEST = 4  # above this a figure is easier to read


def things_to_do(number: int, day: str) -> str:
    """ "Two things to do before your visit %(day)s." """
    sentence = ngettext(
        "%(number)s thing to do before your visit %(day)s.",
        "%(number)s things to do before your visit %(day)s.",
        number,
    )
    return sentence % {"number": _in_words(number), "day": day}


def all_to_do(number: int) -> str:
    """ "Three things to do." """
    sentence = ngettext("%(number)s thing to do.", "%(number)s things to do.", number)
    return sentence % {"number": _in_words(number)}


def of_them_before(number: int, day: str) -> str:
    """ "Two of them before your visit %(day)s." """
    sentence = _("%(number)s of them before your visit %(day)s.")
    return sentence % {"number": _in_words(number), "day": day}


def of_visit(day: date, *, today: date) -> str:
    """ "today", "tomorrow, Thursday 17 December", "on Friday 18 December": after "your visit"."""
    if day == today:
        return _("today")
    words = long_day(day, get_language() or "sv", today=today)
    if day == today + timedelta(days=1):
        return _("tomorrow, %(day)s") % {"day": words}
    return _("on %(day)s") % {"day": words}


def _in_words(number: int) -> str:
    words = {1: _("One"), 2: _("Two"), 3: _("Three"), LONGEST: _("Four")}
    return words.get(number, str(number))

"""Numbers in words, as people say them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LONGEST = 4  # above this a figure is easier to read


def things_to_do(number: int, day: str) -> str:
    """ "Two things to do before your visit on %(day)s." """
    words = {1: _("One"), 2: _("Two"), 3: _("Three"), LONGEST: _("Four")}
    sentence = ngettext(
        "%(number)s thing to do before your visit on %(day)s.",
        "%(number)s things to do before your visit on %(day)s.",
        number,
    )
    return sentence % {"number": words.get(number, str(number)), "day": day}

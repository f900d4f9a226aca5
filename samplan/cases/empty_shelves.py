"""What stands on a shelf of the queue that is empty, and what one can do next."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from django.utils.translation import gettext_lazy as _

from samplan.cases.queue import Shelf

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Empty(NamedTuple):
    """What is said, and the shelf to look at next with the words that lead there."""

    title: "StrOrPromise"
    text: "StrOrPromise"
    next_shelf: Shelf
    next_words: "StrOrPromise"


def empty_of(shelf: Shelf, *, shares: bool) -> Empty:
    """For an empty shelf; those who do not share in the queue are led to their own cases, and
    nowhere from there."""
    if shares:
        return Empty(*_EMPTY[shelf], *_NEXT.get(shelf, _TO_DO))
    told = _OWN if shelf is Shelf.MINE else _EMPTY[shelf]
    return Empty(*told, Shelf.MINE, _("Show my cases"))


_TO_DO: Final = (Shelf.TODO, _("Show all that is to do"))
_NEXT: Final[Mapping[Shelf, tuple[Shelf, "StrOrPromise"]]] = {
    Shelf.TODO: (Shelf.WAITING, _("Show those that wait for the patient")),
    Shelf.MINE: (Shelf.UNASSIGNED, _("Show the unassigned")),
}
_OWN: Final = (
    _("You have no cases"),
    _("Cases that come to you by name stand here. You can write to a patient from their page."),
)
_EMPTY: Final[Mapping[Shelf, tuple["StrOrPromise", "StrOrPromise"]]] = {
    Shelf.TODO: (
        _("Nothing to answer"),
        _("New cases stand here as they come, the ones to answer first at the top."),
    ),
    Shelf.UNASSIGNED: (
        _("Every case has someone"),
        _("New cases that nobody has stand here. You can go on with your own."),
    ),
    Shelf.MINE: (_("You have no cases to answer"), _("Take one that nobody has.")),
    Shelf.TODAY: (
        _("Nothing is to be answered today"),
        _("You can go on with what is promised for later."),
    ),
    Shelf.LATE: (_("Nothing is late"), _("You can go on with what is promised for later.")),
    Shelf.WATCHED: (
        _("Nothing to watch"),
        _("Cases whose last day has come, and that nobody has answered, stand here."),
    ),
    Shelf.ASIDE: (
        _("Nothing is laid aside"),
        _("Open a case to lay it aside until a day. Then it comes back by itself."),
    ),
    Shelf.WAITING: (
        _("No case waits for a patient"),
        _("When you ask a patient something the case stands here until they have answered."),
    ),
    Shelf.ANSWERED: (
        _("No answered case is open"),
        _("Cases that you have answered stand here until they are ended."),
    ),
    Shelf.CLOSED: (
        _("No case is ended"),
        _("Open a case to end it. It can be opened again for some time."),
    ),
    Shelf.ARCHIVED: (
        _("Nothing older"),
        _("Cases come here some time after they were ended. You can still read them."),
    ),
}

"""The patient's visits, wishes to change their times, and wishes to meet someone more."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samplan.access.acting import PatientActing
from samplan.access.own_data import Entry, Field, Part, in_batches, register
from samplan.visits.models import TimeChange, Visit, Wish


def register_parts() -> None:
    """After the plan."""
    register(Part(key="besok", heading=gettext_lazy("Visits"), order=50, entries=_visits))


def _visits(acting: PatientActing) -> Iterator[Entry]:
    for batch in in_batches(Visit.within(acting).select_related("clinic"), "starts_at"):
        keys = [visit.pk for visit in batch]
        changes = list(TimeChange.within(acting).filter(visit__in=keys).order_by("made_at"))
        wishes = list(Wish.within(acting).filter(visit__in=keys).order_by("id"))
        for visit in batch:
            yield _visit(visit)
            yield from (_change(each) for each in changes if each.visit_id == visit.pk)
            yield from (_wish(each) for each in wishes if each.visit_id == visit.pk)


def _visit(visit: Visit) -> Entry:
    return Entry(
        kind="visit",
        title=visit.name,
        fields=(
            Field("id", "", str(visit.pk)),
            Field("starts_at", _("When"), visit.starts_at),
            Field("minutes", _("Minutes"), visit.minutes),
            Field("clinic", _("Clinic"), visit.clinic.name),
            Field("state", _("State"), visit.get_state_display()),
            Field("mode", _("How"), visit.get_mode_display()),
            Field("place", _("Place"), visit.place),
            Field("meets", _("Whom you meet"), visit.meets),
            Field("purpose", _("Why"), visit.purpose),
            Field("before", _("Before"), visit.before),
            Field("during", _("During"), visit.during),
            Field("after", _("After"), visit.after),
            Field("cost", _("Cost"), visit.cost),
            Field("matters", _("What matters to you"), visit.matters),
        ),
    )


def _change(change: TimeChange) -> Entry:
    return Entry(
        kind="time_change",
        title=str(change.get_kind_display()),
        fields=(
            Field("made_at", _("When"), change.made_at),
            Field("made_by", _("By"), change.made_by),
            Field("reason", _("Why"), change.reason),
            Field("wishes", _("Wishes"), change.wishes),
            Field("answered_at", _("Answered"), change.answered_at),
            Field("answered_by", _("Answered by"), change.answered_by),
        ),
        text=change.answer,
        is_below=True,
    )


def _wish(wish: Wish) -> Entry:
    return Entry(
        kind="wish",
        title=wish.words,
        fields=(
            Field("outcome", _("What became of it"), wish.get_outcome_display()),
            Field("decided_by", _("Answered by"), wish.decided_by),
        ),
        text=wish.note,
        is_below=True,
    )

"""Cancelling a visit, also after having asked for another time."""

from samplan.visits.actions import ask_for_another_time, cancel_visit, cancel_visit_as_patient
from samplan.visits.models import TimeChange, TimeChangeKind, Visit, VisitState
from samplan.visits.tests.world import sent_visit
from tests.cast import AT, Cast


def asked_visit(cast: Cast) -> Visit:
    visit = sent_visit(cast)
    ask_for_another_time(visit, reason="", wishes="mornings", acting=cast.acting(cast.alma), at=AT)
    return visit


def test_who_has_asked_for_another_time_can_still_cancel(cast: Cast) -> None:
    visit = asked_visit(cast)

    cancel_visit_as_patient(visit, reason="", acting=cast.acting(cast.alma), at=AT)

    assert Visit.objects.get(pk=visit.pk).state == VisitState.CANCELLED
    wish = TimeChange.objects.get(kind=TimeChangeKind.ANOTHER)
    assert (wish.answered_at, wish.answered_by) == (AT, "Alma Ek")


def test_with_a_visit_that_the_clinic_cancels_goes_the_wish(cast: Cast) -> None:
    visit = asked_visit(cast)

    cancel_visit(visit, reason="Ill.", acting=cast.acting(cast.maria), at=AT)

    assert not TimeChange.objects.filter(answered_at=None).exists()

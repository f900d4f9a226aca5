"""Sending: what the patient gets in each way, and what lands in the plan."""

import pytest

from samplan.access.models import DigitalConsent
from samplan.access.policies import Refused
from samplan.cases.models import Case, CaseKind, WaitsFor
from samplan.notifications.models import Delivery
from samplan.plans.models import Activity, ActivityKind
from samplan.visits.actions import send_visit
from samplan.visits.models import Send, VisitState
from samplan.visits.tests.world import planned_visit, sent_visit
from tests.cast import AT, Cast


def kinds_in_plan(visit) -> list[str]:
    return sorted(Activity.objects.filter(parent=visit.activity).values_list("kind", flat=True))


def test_merged_is_one_case_with_a_question(cast: Cast) -> None:
    visit = sent_visit(cast)

    case = Case.objects.get()
    assert (case.kind, case.waits_for) == (CaseKind.SUMMONS_WITH_QUESTIONS, WaitsFor.PATIENT)
    assert visit.summons == visit.questions == case
    assert kinds_in_plan(visit) == [ActivityKind.ANSWER_QUESTIONS, ActivityKind.READ_SUMMONS]


def test_as_two_is_a_summons_and_questions_beside_it(cast: Cast) -> None:
    visit = sent_visit(cast, send=Send.TWO)

    assert visit.summons.kind == CaseKind.SUMMONS
    assert visit.questions.kind == CaseKind.QUESTIONS
    assert Case.objects.count() == 2


def test_a_summons_alone_asks_nothing(cast: Cast) -> None:
    visit = sent_visit(cast, send=Send.SUMMONS)

    assert visit.response is None
    assert visit.summons.waits_for == WaitsFor.NOBODY
    assert kinds_in_plan(visit) == [ActivityKind.READ_SUMMONS]


def test_the_patient_is_told_once(cast: Cast) -> None:
    sent_visit(cast)

    assert Delivery.objects.count() == 1


def test_without_consent_it_becomes_paper_at_once(cast: Cast) -> None:
    DigitalConsent.objects.filter(patient=cast.alma).update(withdrawn_at=AT, withdrawn_by="Alma")

    visit = sent_visit(cast)

    assert visit.is_on_paper
    assert kinds_in_plan(visit) == [ActivityKind.ANSWER_QUESTIONS, ActivityKind.PAPER]
    assert not Delivery.objects.exists()


def test_sending_twice_is_refused(cast: Cast) -> None:
    visit = sent_visit(cast)

    with pytest.raises(Refused, match="redan skickad"):
        send_visit(visit, acting=cast.acting(cast.maria), at=AT)


def test_a_colleague_elsewhere_may_not(cast: Cast) -> None:
    visit = planned_visit(cast)

    with pytest.raises(Refused):
        send_visit(visit, acting=cast.acting(cast.petra), at=AT)

    visit.refresh_from_db()
    assert visit.state == VisitState.PLANNED

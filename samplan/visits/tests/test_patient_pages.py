"""The patient's pages of a visit: cancelling asks again, and what was sent can be found."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from samplan.cases.models import Case, CaseKind
from samplan.plans.models import Activity, ActivityKind, ActivityState
from samplan.visits.actions import cancel_visit_as_patient
from samplan.visits.models import Send, Visit
from samplan.visits.tests.world import sent_visit
from tests.cast import AT, Cast, browser_of

CANCEL = {"kind": "cancel", "reason": "Jag är bortrest.", "wishes": ""}


@pytest.fixture(autouse=True)
def in_the_story():
    with time_machine.travel(AT, tick=False):
        yield


def test_cancelling_asks_once_more_and_keeps_what_one_wrote(cast: Cast) -> None:
    visit = sent_visit(cast)
    alma = browser_of(cast.acting(cast.alma))
    address = reverse("visits:change-time", args=[visit.pk])

    asked = alma.send(address, CANCEL).content.decode()
    assert "Avboka besöket?" in asked
    assert CANCEL["reason"] in asked
    assert not Visit.objects.get(pk=visit.pk).is_cancelled

    assert alma.send(address, CANCEL | {"is_sure": "on"}).status_code == 302
    assert Visit.objects.get(pk=visit.pk).is_cancelled


def test_a_cancelled_visit_asks_for_no_preparation(cast: Cast) -> None:
    visit = sent_visit(cast)
    Visit.objects.update(before="Ta med läkemedelslistan.", after="Vi skriver till dig.")
    alma = browser_of(cast.acting(cast.alma))
    address = reverse("visits:visit", args=[visit.pk])
    assert "Ta med läkemedelslistan." in alma.get(address).content.decode()

    cancel_visit_as_patient(visit, reason="", acting=cast.acting(cast.alma), at=AT)

    page = alma.get(address).content.decode()
    assert "Ta med läkemedelslistan." not in page
    assert "Vi skriver till dig." not in page


@pytest.mark.parametrize("address", ["/", "/plan/"])
def test_who_has_answered_finds_the_answers_again(cast: Cast, address: str) -> None:
    visit = sent_visit(cast)
    receipt = reverse("visits:receipt", args=[visit.pk])
    alma = browser_of(cast.acting(cast.alma))
    assert receipt not in alma.get(address).content.decode()

    asked = Activity.objects.filter(kind=ActivityKind.ANSWER_QUESTIONS)
    asked.update(state=ActivityState.DONE, closed_at=AT, closed_by="Alma Ek")

    assert receipt in alma.get(address).content.decode()


@pytest.mark.parametrize("send", [Send.TWO, Send.MERGED])
def test_a_message_that_waits_for_an_answer_leads_to_the_questions(cast: Cast, send: Send) -> None:
    visit = sent_visit(cast, send=send)
    kinds = [CaseKind.QUESTIONS, CaseKind.SUMMONS_WITH_QUESTIONS]
    case = Case.objects.get(subject_id=str(visit.pk), kind__in=kinds)
    page = browser_of(cast.acting(cast.alma)).get(reverse("cases:case", args=[case.pk]))

    assert reverse("visits:questions", args=[visit.pk]) in page.content.decode()


def test_the_clinic_sees_for_a_week_what_a_patient_has_cancelled(cast: Cast) -> None:
    visit = sent_visit(cast)
    maria = browser_of(cast.acting(cast.maria))
    assert "Avbokat av patienter" not in maria.get("/vard/").content.decode()

    acting = cast.acting(cast.alma)
    cancel_visit_as_patient(visit, reason="Jag är bortrest.", acting=acting, at=AT)

    page = maria.get("/vard/").content.decode()
    assert "Avbokat av patienter" in page
    assert "Jag är bortrest." in page
    assert "Alma Ek" not in browser_of(cast.acting(cast.petra)).get("/vard/").content.decode()
    with time_machine.travel(AT + timedelta(days=8), tick=False):
        later = browser_of(cast.acting(cast.maria)).get("/vard/").content.decode()
    assert "Avbokat av patienter" not in later

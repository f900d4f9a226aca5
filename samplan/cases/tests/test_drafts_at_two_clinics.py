"""One who works at two clinics has words of their own at each, should a case go between them."""

import re
from dataclasses import dataclass
from typing import Any

import pytest

from samplan.cases import actions
from samplan.cases.actions import Written, save_draft
from samplan.cases.models import Case, Message, MessageDraft
from samplan.cases.tests.world import started_case
from samplan.organisations.models import Assignment, Role
from tests.cast import AT, LONG_AGO, ActingClient, Cast, browser_of, make_staff

AT_HEART, AT_UROLOGY = "Utkastet på hjärtmottagningen", "Utkastet på urologen"
SCRIPT = {"HX-Request": "true"}
pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


@dataclass(frozen=True)
class Desks:
    """Maria at the clinic where a case was, and at the one where it is; a draft at the first."""

    case: Case
    before: ActingClient
    now: ActingClient

    @property
    def place(self) -> str:
        return f"/vard/arenden/{self.case.pk}/"

    def post(self, browser: ActingClient, words: str, **more: str) -> dict[str, str]:
        revision = Case.objects.get(pk=self.case.pk).revision
        return {"body": words, "intent": "answer", "_seen": str(revision), **more}


@pytest.fixture
def desks(cast: Cast) -> Desks:
    case = started_case(cast)
    before = browser_of(cast.acting(cast.maria))
    written = Written(body=AT_HEART, intent="answer")
    save_draft(case, written, acting=cast.acting(cast.maria), at=AT)
    rebecka = make_staff("Rebecka", "Lind", "Sekreterare", cast.heart, Role.RECEIVER)
    actions.forward(case, cast.urology, reason="De vet.", acting=cast.acting(rebecka), at=AT)
    also = Assignment.objects.create(
        staff=cast.maria.staff, organisation=cast.urology, role=Role.HANDLER, starts_on=LONG_AGO
    )
    return Desks(case, before, browser_of(cast.acting(also)))


def text(browser: ActingClient, place: str) -> str:
    return browser.get(place).content.decode()


def test_what_was_written_at_the_first_clinic_is_not_shown_at_the_second(desks: Desks) -> None:
    assert AT_HEART not in text(desks.now, desks.place)


@pytest.mark.parametrize("by_script", [True, False])
def test_what_is_written_at_the_second_clinic_leaves_the_first_as_it_was(
    desks: Desks, *, by_script: bool
) -> None:
    post = desks.post(desks.now, AT_UROLOGY, _later="1")
    headers = SCRIPT if by_script else {}
    desks.now.send(f"{desks.place}svar/", post, headers=headers)
    assert set(MessageDraft.objects.values_list("clinic__name", "body")) == {
        ("Hjärtmottagningen, Norrby sjukhus", AT_HEART),
        ("Urologmottagningen, Söderby", AT_UROLOGY),
    }
    assert AT_UROLOGY in text(desks.now, desks.place)
    there = text(desks.before, desks.place)
    assert AT_HEART in there
    assert AT_UROLOGY not in there


def test_what_is_sent_at_the_second_clinic_leaves_the_first_as_it_was(desks: Desks) -> None:
    post = desks.post(desks.now, AT_UROLOGY)
    assert desks.now.send(f"{desks.place}svar/", post).status_code == 302
    assert Message.objects.filter(body=AT_UROLOGY).count() == 1
    assert MessageDraft.objects.begun().get().body == AT_HEART


def test_it_is_found_from_the_patient_at_the_first_clinic_by_its_author_alone(
    cast: Cast, desks: Desks
) -> None:
    of_patient = f"/vard/patienter/{cast.alma.pk}/arenden/"
    assert desks.place in text(desks.before, of_patient)
    assert "inte är skickat" in text(desks.before, of_patient)
    assert "inte är skickat" not in text(desks.now, of_patient)
    hanna = make_staff("Hanna", "Ek", "Sjuksköterska", cast.heart, Role.HANDLER)
    assert desks.place not in text(browser_of(cast.acting(hanna)), of_patient)


def test_its_author_throws_it_away_there_and_leaves_the_other(cast: Cast, desks: Desks) -> None:
    desks.now.send(f"{desks.place}svar/", desks.post(desks.now, AT_UROLOGY, _later="1"))
    away = f"{desks.place}utkast/bort/"
    assert away in text(desks.before, desks.place)
    assert AT_HEART in text(desks.before, away)
    hanna = make_staff("Hanna", "Ek", "Sjuksköterska", cast.heart, Role.HANDLER)
    assert browser_of(cast.acting(hanna)).send(away).status_code == 404
    assert MessageDraft.objects.count() == 2
    drawn = re.search(r'name="_drawn" value="([^"]*)"', text(desks.before, away))
    assert drawn is not None
    gone = desks.before.send(away, {"_drawn": drawn[1]})
    assert gone["Location"] == f"/vard/patienter/{cast.alma.pk}/arenden/"
    assert MessageDraft.objects.begun().get().body == AT_UROLOGY
    assert away not in text(desks.before, desks.place)
    assert desks.place not in text(desks.before, gone["Location"])

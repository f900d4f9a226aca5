"""The demo world shows every state of preparation, whatever the day and the hour."""

from datetime import UTC, datetime
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from samplan.access.acting import SystemActing
from samplan.access.queries import staff_acting
from samplan.cases.gates import services_of
from samplan.cases.models import Case, CaseKind, Direction, Offering, Send, SendState, WaitsFor
from samplan.cases.staff_queries import clinics_to_forward_to
from samplan.common.dates import day_bounds, local
from samplan.contacts.models import CareContact
from samplan.contacts.queries import reached_on, standing_contacts
from samplan.devtools.world.talks import TALKS
from samplan.organisations.models import Assignment
from samplan.patients.models import Patient
from samplan.visits.queries import board
from samplan.visits.readiness import readiness_of
from tests.cast import AT

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 11, 23, 8, 0, tzinfo=UTC),
        datetime(2026, 11, 28, 22, 30, tzinfo=UTC),  # a Saturday, late
        datetime(2026, 12, 24, 11, 0, tzinfo=UTC),
    ],
)
def test_todays_board_has_visits_read_changed_answered_and_opened(at: datetime) -> None:
    with time_machine.travel(at, tick=False):
        call_command("forms_load", verbosity=0)
        call_command("case_types_load", stdout=StringIO())
        call_command("demo_world", verbosity=0)
    post = Assignment.objects.select_related("staff").get(staff__given_name="Maria", role="handler")
    assert post.staff.user_id is not None
    maria = staff_acting(post.staff.user_id, post.pk, local(at).date())
    assert maria is not None
    start, end = day_bounds(local(at).date())
    found = {
        each.patient.given_name: readiness_of(each) for each in board(maria, start=start, end=end)
    }
    news = {name: row.news.tone if row.news else "" for name, row in found.items()}
    assert news == {"Karin": "ok", "Erik": "bad", "Maj": "wait", "Lo": ""}
    assert [name for name, row in found.items() if row.is_ready] == ["Karin", "Erik", "Maj"]
    assert found["Lo"].summons.tone == "ok"
    assert "affären" in found["Karin"].visit.matters
    assert services_are_as_said(at)
    others = clinics_to_forward_to(maria, today=local(at).date())
    assert [each.slug for each in others] == ["norrby-vardcentral", "urologmottagningen-soderby"]


def services_are_as_said(at: datetime) -> bool:
    """The heart clinic opens to everyone, to the approved and to those handed to; one is paused."""
    here = Offering.objects.filter(clinic__slug="hjartmottagningen-norrby")
    offered = here.filter(case_type__direction=Direction.PATIENT)
    states = {each.case_type.slug: (each.opens_to, each.state) for each in offered}
    assert states == {
        "kontakta-din-fasta-vardkontakt": ("handed_out", "active"),
        "stall-en-fraga": ("everyone", "active"),
        "fornya-recept": ("approved", "active"),
        "bestall-intyg": ("everyone", "paused"),
        "fraga-om-hjartskolan": ("everyone", "active"),
    }
    alma = Patient.objects.get(given_name="Alma")
    services = services_of(SystemActing("tests"), alma.pk, on=local(at).date())
    return set(offered) <= set(services)


def test_alma_has_a_nurse_who_coordinates_and_a_physician() -> None:
    with time_machine.travel(AT, tick=False):
        call_command("forms_load", verbosity=0)
        call_command("case_types_load", stdout=StringIO())
        call_command("demo_world", verbosity=0)
    found = standing_contacts(SystemActing(job="test"), on=AT.date())
    almas = [(each.staff.given_name, each.is_coordinator) for each in found if is_almas(each)]
    instead = {reached_on(each, AT.date()).name for each in found if is_johans(each)}
    assert almas == [("Maria", True), ("Eva", False)]
    assert instead == {"Omid Rahimi"}


def test_the_heart_clinic_has_sent_a_diary_to_five() -> None:
    with time_machine.travel(AT, tick=False):
        call_command("forms_load", verbosity=0)
        call_command("case_types_load", stdout=StringIO())
        call_command("demo_world", verbosity=0)
    send = Send.objects.get()
    assert (send.state, send.done, send.counts["sent"]) == (SendState.DONE, 5, 5)


def test_the_heart_clinic_has_something_to_answer() -> None:
    with time_machine.travel(AT, tick=False):
        call_command("forms_load", verbosity=0)
        call_command("case_types_load", stdout=StringIO())
        call_command("demo_world", verbosity=0)
    cases = Case.objects.filter(kind=CaseKind.SERVICE)
    assert cases.count() == len(TALKS)
    assert cases.filter(waits_for=WaitsFor.CARE, handler=None).count() == 3
    assert cases.filter(waits_for=WaitsFor.PATIENT).count() == 1
    assert cases.get(closed_at__isnull=False).handler is not None


def is_almas(contact: CareContact) -> bool:
    return contact.patient.given_name == "Alma"


def is_johans(contact: CareContact) -> bool:
    return contact.staff.given_name == "Johan"

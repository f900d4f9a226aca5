"""From the patient's page staff find what is said with the patient, and back from there."""

import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samplan.cases import patient_cases
from samplan.cases.models import Case
from samplan.cases.tests.world import make_offering, say_as_care, started_case
from samplan.contacts.actions import give_contact
from samplan.contacts.actions.giving import ContactFacts
from samplan.organisations.models import Role
from tests.cast import AT, TODAY, Cast, browser_of, make_staff, relate


def page_of(cast: Cast, by=None):
    nurse = browser_of(cast.acting(by or cast.maria))
    with time_machine.travel(AT, tick=False):
        return nurse.get(f"/vard/patienter/{cast.alma.pk}/")


def all_of(cast: Cast, by=None, **query):
    nurse = browser_of(cast.acting(by or cast.maria))
    with time_machine.travel(AT, tick=False):
        return nurse.get(f"/vard/patienter/{cast.alma.pk}/arenden/", query)


def handled_by(case: Case, assignment) -> Case:
    Case.objects.filter(pk=case.pk).update(handler=assignment.staff)
    return case


def test_open_ones_stand_first_with_turn_day_and_handler(cast: Cast) -> None:
    ended = started_case(cast)
    say_as_care(cast, ended, "Bra.", "close")
    asked = started_case(cast)
    say_as_care(cast, asked, "Hur länge?", "question")
    waiting = handled_by(started_case(cast), cast.maria)

    page = page_of(cast)

    lines = page.context["cases"]
    assert [line.url for line in lines] == [
        f"/vard/arenden/{e.pk}/" for e in (waiting, asked, ended)
    ]
    assert lines[0].detail == "Väntar på oss · svara senast ons 25 nov · Maria Nyström"
    assert lines[2].detail.startswith("Avslutad · 23 nov")
    assert f"/vard/patienter/{cast.alma.pk}/arenden/" in page.content.decode()


def test_what_another_clinic_and_another_patient_have_is_not_there(cast: Cast) -> None:
    relate(cast.alma, cast.urology)
    started_case(cast, offering=make_offering(cast, clinic=cast.urology))
    started_case(cast, cast.bo, offering=make_offering(cast))

    assert page_of(cast).context["cases"] == []
    assert all_of(cast).context["cases"] == []


def test_a_therapist_finds_those_that_came_by_name_alone(cast: Cast) -> None:
    tove = make_staff("Tove", "Ås", "Kurator", cast.heart, Role.THERAPIST)
    started_case(cast)
    own = handled_by(started_case(cast), tove)

    assert [line.url for line in page_of(cast, tove).context["cases"]] == [
        f"/vard/arenden/{own.pk}/"
    ]
    assert all_of(cast, tove).context["cases"] == [own]


def test_many_cases_take_no_more_statements(cast: Cast) -> None:
    started_case(cast)
    page_of(cast), all_of(cast)
    with CaptureQueriesContext(connection) as few:
        page_of(cast), all_of(cast)
    for _each in range(8):
        handled_by(started_case(cast), cast.maria)
    with CaptureQueriesContext(connection) as many:
        page_of(cast), all_of(cast)

    assert len(many) == len(few)


def test_all_of_them_a_page_at_a_time(cast: Cast, monkeypatch) -> None:
    monkeypatch.setattr(patient_cases, "PAGE", 2)
    made = [started_case(cast) for _each in range(3)]

    first = all_of(cast)
    place = first.context["next_url"].partition("?efter=")[2]
    second = all_of(cast, efter=place)

    assert first.context["cases"] + second.context["cases"] == made[::-1]
    assert second.context["next_url"] == ""
    assert all_of(cast, efter="x").status_code == 404


def test_the_case_leads_to_the_patients_page(cast: Cast) -> None:
    case = started_case(cast)
    with time_machine.travel(AT, tick=False):
        page = browser_of(cast.acting(cast.maria)).get(f"/vard/arenden/{case.pk}/")
    assert f'<a class="ds-link" href="/vard/patienter/{cast.alma.pk}/">Alma Ek</a>' in (
        page.content.decode()
    )


def test_what_is_worded_to_the_patient_is_quoted_for_staff(cast: Cast) -> None:
    whom = (cast.alma.pk, cast.heart.pk, cast.maria.staff_id)
    maria = cast.acting(cast.maria)
    with time_machine.travel(AT, tick=False):
        give_contact(*whom, ContactFacts(starts_on=TODAY), acting=maria, at=AT)
        case = Case.objects.get()
        quoted = "Besked till patienten: ”Maria Nyström är din vårdkontakt”"
        queue = browser_of(maria).get("/vard/arenden/?visa=avslutade").content.decode()
        opened = browser_of(maria).get(f"/vard/arenden/{case.pk}/").content.decode()
        patients = browser_of(cast.acting(cast.alma)).get("/inkorg/").content.decode()

    assert quoted in queue
    assert quoted in opened
    assert quoted in page_of(cast).content.decode()
    assert "Besked till patienten" not in patients

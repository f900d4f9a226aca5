"""Care contacts at different clinics write to each other, within the patient's consent alone."""

from datetime import timedelta

import pytest

from samplan.access.models import AgeLimit, AgeRule, CareRelation
from samplan.access.policies import Refused
from samplan.audit.models import Event
from samplan.cases.coordinating import actions, queries
from samplan.cases.falling import fall_on
from samplan.cases.models import CoordinationConsent, CoordinationMessage
from samplan.cases.tests.coordinating import (
    HEARD,
    agree,
    take_back,
    third_contact,
    two_contacts,
    write_as,
)
from samplan.cases.tests.world import started_case
from samplan.contacts.models import Absence, CareContact, CareTeam, TeamMembership
from samplan.organisations.models import Assignment, Role
from samplan.plans.models import Activity, ActivityKind, ActivityState
from tests.cast import AT, TODAY, Cast, browser_of, make_staff

DAY = timedelta(days=1)


def page_for(cast: Cast, whom: Assignment) -> tuple[int, str]:
    """What the staff's page of Alma's coordination gives that person."""
    answer = browser_of(cast.acting(whom)).get(f"/vard/patienter/{cast.alma.pk}/samordning/")
    return answer.status_code, answer.content.decode()


def to_read_at(clinic) -> list[str]:
    """What of the coordination stands among what the clinic has to do, by state."""
    found = Activity.objects.filter(kind=ActivityKind.COORDINATION, clinic=clinic)
    return list(found.order_by("id").values_list("state", flat=True))


def test_contacts_write_to_each_other_and_see_who_has_read(cast: Cast) -> None:
    two_contacts(cast)
    agree(cast)
    address = f"/vard/patienter/{cast.alma.pk}/samordning/"
    maria, petra = browser_of(cast.acting(cast.maria)), browser_of(cast.acting(cast.petra))
    drawn = maria.get(address)
    sent = {"body": HEARD, "key": str(drawn.context["form"]["key"].value())}
    assert maria.send(address, sent).status_code == 302
    maria.send(address, sent)
    assert CoordinationMessage.objects.count() == 1
    changed = sent | {"body": "Ge inte Waran."}  # the page was gone back to
    maria.send(address, changed)
    maria.send(address, changed)
    assert CoordinationMessage.objects.filter(body="Ge inte Waran.").count() == 1
    CoordinationMessage.objects.filter(body="Ge inte Waran.").delete()
    assert (to_read_at(cast.urology), to_read_at(cast.heart)) == (["open"], [])
    today = petra.get("/vard/").content.decode()
    assert "Läs vad en annan vårdkontakt har skrivit" in today
    contacts = petra.get(f"/vard/patienter/{cast.alma.pk}/vardkontakter/").content.decode()
    assert ("1 oläst meddelande" in contacts, address in contacts) == (True, True)
    status, page = page_for(cast, cast.petra)
    assert (status, HEARD in page, "Patienten har sagt ja" in page) == (200, True, True)
    assert to_read_at(cast.urology) == ["done"]
    assert "Läst av Petra" in page_for(cast, cast.maria)[1]
    assert (
        "1 oläst"
        not in petra.get(f"/vard/patienter/{cast.alma.pk}/vardkontakter/").content.decode()
    )
    write_as(cast, cast.maria, "Och hur går det?", at=AT + DAY)
    assert to_read_at(cast.urology) == ["open"]
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert {"coordination.read", "coordination.written", "coordination.consented"} <= kinds


def test_it_stands_beside_a_case_for_those_who_take_part(cast: Cast) -> None:
    two_contacts(cast)
    case = started_case(cast)
    maria = browser_of(cast.acting(cast.maria))
    address = f"/vard/patienter/{cast.alma.pk}/samordning/"
    assert address not in maria.get(f"/vard/arenden/{case.pk}/").content.decode()
    agree(cast)
    write_as(cast, cast.petra)
    page = maria.get(f"/vard/arenden/{case.pk}/").content.decode()
    assert (address in page, "1 oläst meddelande" in page, HEARD in page) == (True, True, False)


def test_the_patient_decides_for_each_clinic_and_reads_it_all(cast: Cast) -> None:
    two_contacts(cast)
    alma = browser_of(cast.acting(cast.alma))
    page = alma.get("/vardkontakter/").content.decode()
    assert page.count("deltar inte") == 2
    alma.send("/vardkontakter/samordning/samtycke/", {"clinic": "alla"})
    assert CoordinationConsent.objects.standing().count() == 2
    write_as(cast, cast.petra)
    page = alma.get("/vardkontakter/samordning/").content.decode()
    assert (HEARD in page, "samordnar din plan" in page) == (True, True)
    alma.send("/vardkontakter/samordning/aterkallelse/", {"clinic": str(cast.urology.pk)})
    assert [each.clinic for each in CoordinationConsent.objects.standing()] == [cast.heart]
    assert HEARD in alma.get("/vardkontakter/samordning/").content.decode()
    carl = browser_of(cast.acting(cast.carl))
    assert (
        carl.send("/vardkontakter/samordning/samtycke/", {"clinic": str(cast.heart.pk)}).status_code
        == 404
    )
    assert HEARD not in carl.get("/vardkontakter/samordning/").content.decode()


def test_one_clinic_is_not_enough(cast: Cast) -> None:
    two_contacts(cast)
    agree(cast, cast.heart)
    assert page_for(cast, cast.maria)[0] == page_for(cast, cast.petra)[0] == 404
    for whom in (cast.maria, cast.petra):
        with pytest.raises(Refused):
            write_as(cast, whom)


def test_a_clinic_outside_the_consent_reads_nothing(cast: Cast) -> None:
    two_contacts(cast)
    nora = third_contact(cast, cast.alma)
    agree(cast)
    write_as(cast, cast.maria)
    assert page_for(cast, nora)[0] == 404
    assert to_read_at(nora.organisation) == []
    reached = CoordinationMessage.within(cast.acting(nora), is_shared=True)
    assert list(reached) == []


def test_what_is_taken_back_holds_at_once_and_each_keeps_its_own(cast: Cast) -> None:
    two_contacts(cast)
    agree(cast)
    write_as(cast, cast.maria)
    write_as(cast, cast.petra, "Det kan vi.", at=AT)
    drawn = cast.acting(cast.petra)
    take_back(cast, cast.urology)  # she had read what she answered
    assert (to_read_at(cast.urology), to_read_at(cast.heart)) == (["done"], ["open"])
    with pytest.raises(Refused):
        write_as(cast, cast.petra)
    with pytest.raises(Refused):
        write_as(cast, cast.maria)
    status, page = page_for(cast, cast.petra)
    assert (status, HEARD in page, "Det kan vi." in page) == (200, False, True)
    assert 'name="body"' not in page
    assert "Det kan vi." not in page_for(cast, cast.maria)[1]
    reached = CoordinationMessage.within(drawn, is_shared=True)
    assert [each.body for each in reached] == ["Det kan vi."]
    agree(cast)
    assert HEARD in page_for(cast, cast.petra)[1]


def test_one_who_is_no_contact_any_more_reaches_nothing(cast: Cast) -> None:
    two_contacts(cast)
    agree(cast)
    write_as(cast, cast.maria)
    write_as(cast, cast.petra)
    CareContact.objects.filter(staff=cast.petra.staff).update(
        ends_on=TODAY - DAY, starts_on=TODAY - DAY
    )
    assert page_for(cast, cast.petra)[0] == 404
    with pytest.raises(Refused):
        write_as(cast, cast.petra)
    assert page_for(cast, cast.maria)[0] == 200  # there stands what the own clinic wrote


def test_a_clinic_that_has_nothing_more_to_do_with_the_patient_reaches_nothing(cast: Cast) -> None:
    two_contacts(cast)
    agree(cast)
    write_as(cast, cast.petra)
    CareRelation.objects.filter(patient=cast.alma, clinic=cast.urology).update(ended_at=AT)
    assert page_for(cast, cast.petra)[0] == 404
    with pytest.raises(Refused):
        write_as(cast, cast.petra)


def test_a_colleague_takes_part_only_by_standing_in_or_in_the_team(cast: Cast) -> None:
    two_contacts(cast)
    agree(cast)
    lena = make_staff("Lena", "Berg", "Sjuksköterska", cast.heart, Role.HANDLER)
    assert page_for(cast, lena)[0] == 404
    away = Absence.objects.create(
        clinic=cast.heart,
        staff=cast.maria.staff,
        stand_in=lena.staff,
        from_on=TODAY,
        until_on=TODAY,
        noted_at=AT,
        noted_by="Stig",
    )
    assert page_for(cast, lena)[0] == 200
    away.delete()
    team = CareTeam.objects.create(clinic=cast.heart, name="Röda laget")
    CareContact.objects.filter(staff=cast.maria.staff).update(team=team)
    assert page_for(cast, lena)[0] == 404
    TeamMembership.objects.create(team=team, staff=lena.staff)
    assert page_for(cast, lena)[0] == 200
    assert page_for(cast, cast.stig)[0] == 404


def test_a_guardian_says_yes_for_a_child_until_the_child_is_too_old(cast: Cast) -> None:
    two_contacts(cast, cast.cleo)
    bo = cast.bo_for_cleo()
    agree(cast, acting=bo)
    write_as(cast, cast.maria, patient=cast.cleo)
    assert len(queries.consents_of(cast.cleo.pk, on=TODAY)) == 2
    AgeLimit.objects.create(rule=AgeRule.GUARDIAN_UNTIL, years=9, from_on=TODAY)
    assert queries.consents_of(cast.cleo.pk, on=TODAY) == {}
    with pytest.raises(Refused):
        write_as(cast, cast.maria, patient=cast.cleo)


def test_consent_is_only_to_clinics_where_one_has_a_contact(cast: Cast) -> None:
    alma = cast.acting(cast.alma)
    with pytest.raises(Refused):
        actions.consent([cast.heart.pk], acting=alma, at=AT)


def test_it_stands_until_the_next_working_day(cast: Cast) -> None:
    two_contacts(cast)
    agree(cast)
    write_as(cast, cast.maria)
    task = Activity.objects.get(kind=ActivityKind.COORDINATION)
    assert (task.clinic, task.state, str(task.due_on)) == (
        cast.urology,
        ActivityState.OPEN,
        "2026-11-24",
    )


def test_what_is_taken_back_leaves_nothing_to_read(cast: Cast) -> None:
    two_contacts(cast)
    agree(cast)
    write_as(cast, cast.maria)
    take_back(cast, cast.urology)
    assert to_read_at(cast.urology) == ["cancelled"]


def test_nothing_is_left_to_read_where_nobody_is_a_contact(cast: Cast) -> None:
    two_contacts(cast)
    agree(cast)
    write_as(cast, cast.maria)
    fall_on(at=AT)
    assert to_read_at(cast.urology) == ["open"]
    CareContact.objects.filter(staff=cast.petra.staff).update(
        ends_on=TODAY - DAY, starts_on=TODAY - DAY
    )
    fall_on(at=AT)
    assert to_read_at(cast.urology) == ["cancelled"]


def test_what_is_being_written_as_it_is_taken_back_can_be_copied(cast: Cast) -> None:
    two_contacts(cast)
    agree(cast)
    write_as(cast, cast.petra, "Det kan vi.")
    write_as(cast, cast.maria)
    address = f"/vard/patienter/{cast.alma.pk}/samordning/"
    maria, petra = browser_of(cast.acting(cast.maria)), browser_of(cast.acting(cast.petra))
    key = str(petra.get(address).context["form"]["key"].value())
    take_back(cast, cast.urology)
    for browser, told in ((petra, "ja till samordning"), (maria, "ingen kvar att samordna med")):
        refused = browser.send(address, {"body": "Tre sidor text", "key": key})
        page = refused.content.decode()
        assert (refused.status_code, "Tre sidor text" in page, told in page) == (422, True, True)
        assert page.count('id="id_body"') == 1  # where the error leads
    assert "Patientens ja gäller inte" not in page
    assert "Det du skrev" not in maria.get(address).content.decode()

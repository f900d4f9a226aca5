"""A new care contact is announced in the inbox."""

from samplan.cases.models import Case
from samplan.contacts.actions import (
    ask_for_contact,
    decide_request,
    end_contact,
    give_contact,
    hand_over,
)
from samplan.contacts.actions.giving import ContactFacts
from samplan.contacts.models import EndReason
from samplan.contacts.tests.factories import contact_of
from tests.cast import AT, TODAY, Cast, browser_of, make_staff


def test_the_patient_reads_who_it_is_and_what_to_expect(cast: Cast) -> None:
    maria = cast.acting(cast.maria)
    facts = ContactFacts(helps_with="oro, medicin", starts_on=TODAY)
    whom = (cast.alma.pk, cast.heart.pk, cast.maria.staff_id)
    contact = give_contact(*whom, facts, acting=maria, at=AT)
    case = Case.objects.get()
    assert case.title == "Maria Nyström är din vårdkontakt"
    assert (case.is_open, case.is_unread) == (False, True)
    alma = browser_of(cast.acting(cast.alma))
    page = alma.get(f"/inkorg/{case.pk}/").content.decode()
    assert "Hjälper med: oro, medicin." in page
    assert "Du får svar inom 2 arbetsdagar." in page
    assert ("Samtalet avslutades" in page, "Starta ett nytt ärende" in page) == (False, False)
    end_contact(contact, last_on=TODAY, reason=EndReason.NO_NEED, acting=maria, at=AT)
    titles = set(Case.objects.values_list("title", flat=True))
    assert "Maria Nyström är inte längre din vårdkontakt" in titles


def test_one_who_takes_over_is_announced_with_whom_she_comes_after(cast: Cast) -> None:
    contact_of(cast.alma, cast.maria)
    ove = make_staff("Ove", "Ros", "Sjuksköterska", cast.heart, cast.maria.role)
    maria = cast.acting(cast.maria)
    hand_over(cast.maria.staff_id, ove.staff_id, from_on=TODAY, acting=maria, at=AT)
    case = Case.objects.get()
    page = browser_of(cast.acting(cast.alma)).get(f"/inkorg/{case.pk}/").content.decode()
    assert "Ove Ros tar över efter Maria Nyström." in page


def test_one_who_asked_reads_what_the_clinic_answered(cast: Cast) -> None:
    asked = ask_for_contact(
        cast.heart.pk, reason="Jag vill", contact=None, acting=cast.acting(cast.alma), at=AT
    )
    facts = ContactFacts(starts_on=TODAY, phone="010-123 45 61")
    decide_request(
        asked,
        staff_id=cast.maria.staff_id,
        facts=facts,
        answer="Vi ses på onsdag.",
        acting=cast.acting(cast.maria),
        at=AT,
    )

    case = Case.objects.get()
    page = browser_of(cast.acting(cast.alma)).get(f"/inkorg/{case.pk}/").content.decode()
    assert "Maria Nyström svarar på ditt önskemål: ”Vi ses på onsdag.”" in page
    assert "Telefon: 010-123 45 61." in page

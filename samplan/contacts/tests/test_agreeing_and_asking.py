"""The agreed way of being in touch, and what patients ask for."""

from datetime import timedelta
from typing import Any

import pytest

from samplan.access.policies import Refused
from samplan.contacts import actions
from samplan.contacts.actions import ContactFacts
from samplan.contacts.actions.agreeing import AgreementFacts
from samplan.contacts.agreed import agreements
from samplan.contacts.models import Channel, CommunicationAgreement, ContactRequest, EndReason
from samplan.contacts.queries import contacts_elsewhere, contacts_of
from samplan.contacts.tests.factories import TOMORROW, YESTERDAY, contact_of
from samplan.notifications.models import Notice
from tests.cast import AT, TODAY, Cast, relate

pytestmark = pytest.mark.django_db


def agreed(cast: Cast, **facts: Any) -> CommunicationAgreement:
    said = {"with_whom": "Maria", "channel": Channel.PHONE, "agreed_on": TODAY} | facts
    return actions.write_agreement(
        cast.alma.pk, AgreementFacts(**said), acting=cast.acting(cast.maria), at=AT
    )


def test_the_newest_stands_and_earlier_ones_are_kept(cast: Cast):
    first, second = agreed(cast), agreed(cast, words="ring inte före tio")
    assert agreements(cast.acting(cast.alma), cast.alma.pk, on=TODAY) == [second, first]
    with pytest.raises(Refused):
        agreed(cast, agreed_on=TOMORROW)


def test_other_clinics_read_it_while_they_have_a_contact_with_the_patient(cast: Cast):
    written, petra = agreed(cast), cast.acting(cast.petra)

    def read() -> list[CommunicationAgreement]:
        return agreements(petra, cast.alma.pk, on=TODAY, is_shared=True)

    relate(cast.alma, cast.urology)
    assert read() == []
    contact = contact_of(cast.alma, cast.petra)
    assert read() == [written]
    assert not CommunicationAgreement.within(petra).exists()
    type(contact).objects.update(starts_on=TOMORROW)
    assert read() == []
    type(contact).objects.update(starts_on=TODAY, patient=cast.bo)
    assert read() == []


def test_a_contact_is_not_enough_without_a_care_relation(cast: Cast):
    agreed(cast)
    for post in (cast.maria, cast.petra):
        contact_of(cast.alma, post)
    petra = cast.acting(cast.petra)
    assert agreements(petra, cast.alma.pk, on=TODAY, is_shared=True) == []
    assert contacts_elsewhere(petra, cast.alma.pk, on=TODAY) == []


def test_staff_see_who_is_a_contact_elsewhere_and_no_more(cast: Cast):
    contact_of(cast.alma, cast.petra, is_coordinator=True, note_to_patient="hemligt")
    maria = cast.acting(cast.maria)
    (found,) = contacts_elsewhere(maria, cast.alma.pk, on=TODAY)
    assert (found.name, found.clinic, found.is_coordinator) == (
        *("Petra Holm", cast.urology.name),
        True,
    )
    assert "hemligt" not in repr(found)
    assert contacts_of(maria, patient_id=cast.alma.pk, on=TODAY) == []


def asked(cast: Cast, **facts: Any) -> ContactRequest:
    given = {"reason": "vill ha någon att ringa", "contact": None} | facts
    return actions.ask_for_contact(cast.heart.pk, **given, acting=cast.acting(cast.alma), at=AT)


def test_one_asks_once_at_a_time_a_clinic_that_one_goes_to(cast: Cast):
    asked(cast)
    with pytest.raises(Refused, match="inte svarat än"):
        asked(cast)
    with pytest.raises(Refused, match="som du går till"):
        actions.ask_for_contact(
            cast.urology.pk, reason="x", contact=None, acting=cast.acting(cast.alma), at=AT
        )


def test_no_is_an_answer_that_the_patient_reads(cast: Cast):
    maria = cast.acting(cast.maria)
    with pytest.raises(Refused, match="Skriv ett svar"):
        actions.decide_request(asked(cast), acting=maria, at=AT)
    waiting = ContactRequest.objects.get()
    decided = actions.decide_request(waiting, answer="Ring oss så länge.", acting=maria, at=AT)
    assert not decided.is_granted
    assert Notice.objects.get().about_kind == "contactrequest"
    with pytest.raises(Refused, match="redan svarat"):
        actions.decide_request(waiting, answer="Jo.", acting=maria, at=AT)


def test_yes_to_a_change_ends_the_old_the_day_before(cast: Cast):
    old = contact_of(
        cast.alma, cast.maria, is_coordinator=True, starts_on=TODAY - timedelta(days=9)
    )
    facts = ContactFacts(starts_on=TODAY, is_coordinator=True)
    decided = actions.decide_request(
        asked(cast, contact=old),
        staff_id=cast.maria.staff_id,
        facts=facts,
        acting=cast.acting(cast.maria),
        at=AT,
    )
    old.refresh_from_db()
    assert (old.ends_on, old.end_reason) == (YESTERDAY, EndReason.PATIENT_WISH)
    assert decided.given is not None
    assert decided.given.starts_on == TODAY
    assert Notice.objects.count() == 1


def test_only_the_clinic_decides(cast: Cast):
    with pytest.raises(Refused):
        actions.decide_request(asked(cast), answer="Nej", acting=cast.acting(cast.petra), at=AT)

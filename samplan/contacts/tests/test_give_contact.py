"""Giving a contact, changing it, and noting something that only staff read."""

from typing import Any

import pytest

from samplan.access.models import CareRelation, RelationReason
from samplan.access.policies import Refused
from samplan.contacts import actions
from samplan.contacts.actions import ContactFacts
from samplan.contacts.announcing import What
from samplan.contacts.models import CareContact, CareTeam, ContactKind, InternalNote
from samplan.contacts.queries import internal_note
from samplan.contacts.tests.factories import contact_of
from samplan.notifications.models import Delivery, Notice
from tests.cast import AT, TODAY, Cast, consent, make_staff

pytestmark = pytest.mark.django_db


def given(cast: Cast, patient: Any, **facts: Any) -> CareContact:
    maria = cast.acting(cast.maria)
    facts = {"starts_on": TODAY} | facts
    return actions.give_contact(
        patient.pk,
        cast.heart.pk,
        cast.maria.staff_id,
        ContactFacts(**facts),
        acting=maria,
        at=AT,
    )


def test_it_opens_a_care_relation_tells_and_announces(cast: Cast, announced: list[Any]):
    consent(cast.carl)
    contact = given(cast, cast.carl, helps_with="oro")
    assert CareContact.within(cast.acting(cast.carl)).get() == contact
    assert CareRelation.objects.get(patient=cast.carl).reason == RelationReason.CONTACT
    assert Notice.objects.get().about_id == str(contact.pk)
    assert Delivery.objects.get().address == "carl@samplan.invalid"
    assert announced == [(What.GIVEN, [contact])]


def test_what_was_asked_for_is_granted_but_not_a_wish_for_another(cast: Cast):
    alma = cast.acting(cast.alma)
    old = contact_of(cast.alma, cast.maria, kind=ContactKind.FIXED_PHYSICIAN)
    for wish, is_open in ((None, False), (old, True)):
        asked = actions.ask_for_contact(
            cast.heart.pk, reason="oro", contact=wish, acting=alma, at=AT
        )
        contact = given(cast, cast.alma, kind=[ContactKind.FIXED, ContactKind.HOME_CARE][is_open])
        asked.refresh_from_db()
        assert (asked.is_open, asked.given) == (is_open, None if is_open else contact)


def test_a_second_coordinator_is_refused_in_words(cast: Cast):
    contact_of(cast.alma, cast.petra, is_coordinator=True)
    with pytest.raises(Refused, match="samordnar planen"):
        given(cast, cast.alma, kind=ContactKind.COORDINATING, is_coordinator=True)
    assert not Notice.objects.exists()


@pytest.mark.parametrize("who", ["stig", "petra", "alma"])
def test_only_the_clinics_care_may(cast: Cast, who: str):
    acting = cast.acting(getattr(cast, who))
    facts = ContactFacts(starts_on=TODAY)
    with pytest.raises(Refused):
        actions.give_contact(
            cast.alma.pk, cast.heart.pk, cast.maria.staff_id, facts, acting=acting, at=AT
        )


@pytest.mark.parametrize("who", ["petra", "stig"])
def test_only_to_someone_who_works_with_the_clinics_patients(cast: Cast, who: str):
    staff_id = getattr(cast, who).staff_id
    facts, acting = ContactFacts(starts_on=TODAY), cast.acting(cast.maria)
    with pytest.raises(Refused, match="arbetar med mottagningens"):
        actions.give_contact(cast.alma.pk, cast.heart.pk, staff_id, facts, acting=acting, at=AT)


def test_another_clinics_team_is_refused(cast: Cast):
    team = CareTeam.objects.create(clinic=cast.urology, name="Gröna")
    with pytest.raises(Refused, match="vårdlag"):
        given(cast, cast.alma, team_id=team.pk)


def test_changing_keeps_the_person_and_refuses_what_is_in_the_way(cast: Cast):
    contact = given(cast, cast.alma)
    contact_of(cast.alma, cast.petra, is_coordinator=True)
    facts = ContactFacts(starts_on=TODAY, helps_with="läkemedel", answer_days=3)
    actions.change_contact(contact, facts, acting=cast.acting(cast.maria))
    contact.refresh_from_db()
    assert (contact.helps_with, contact.answer_days) == ("läkemedel", 3)
    facts = ContactFacts(starts_on=TODAY, is_coordinator=True)
    with pytest.raises(Refused):
        actions.change_contact(contact, facts, acting=cast.acting(cast.maria))
    with pytest.raises(Refused):
        actions.change_contact(contact, facts, acting=cast.acting(cast.petra))


def test_a_note_replaces_the_last_and_is_staffs_alone(cast: Cast):
    contact, maria = given(cast, cast.cleo), cast.acting(cast.maria)
    make_staff("Ove", "Ros", "Läkare", cast.heart, cast.maria.role)
    for text in ("ring mamman", "ring mormor"):
        actions.set_internal_note(contact, text, acting=maria, at=AT)
    note = internal_note(maria, contact)
    assert note is not None
    assert note.text == "ring mormor"
    assert internal_note(cast.bo_for_cleo(), contact) is None
    assert not InternalNote.within(cast.bo_for_cleo()).exists()
    assert not InternalNote.within(cast.acting(cast.petra)).exists()

"""One's own choice: held when the notice is made, and again when it is handed over."""

from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samplan.access.models import DigitalConsent, Guardianship
from samplan.notifications.actions import tell, tell_all
from samplan.notifications.choosing import choose
from samplan.notifications.models import (
    Delivery,
    DeliveryState,
    Notice,
    NoticeKind,
    Preference,
    Subject,
    Wanted,
)
from samplan.notifications.outbox import hand_over
from samplan.notifications.tests.test_outbox import something_to_do
from tests.cast import AT, TODAY, Cast, consent, make_patient, relate

USUAL = {subject.value: Wanted.MAIL.value for subject in Subject} | {
    "language": "sv",
    "quiet_from": 21,
    "quiet_until": 7,
    "digest_hour": None,
}
NUMBER = "+46701740605"


@pytest.fixture
def has_sms(settings, tmp_path: Path) -> None:
    settings.SAMPLAN_SMS_FOLDER = tmp_path


def told(cast: Cast, kind: NoticeKind = NoticeKind.NEW) -> list[tuple[str, str]]:
    tell(something_to_do(cast, cast.alma), kind, due_on=TODAY, at=AT)
    found = Delivery.objects.filter(patient=cast.alma)
    return list(found.values_list("channel", "address"))


def chose(cast: Cast, patient, **chosen: Any) -> None:
    choose(USUAL | chosen, acting=cast.acting(patient))


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        (NoticeKind.NEW, "message"),
        (NoticeKind.CHANGED, "change"),
        (NoticeKind.WEEK_BEFORE, "reminder"),
        (NoticeKind.DAY_BEFORE, "reminder"),
    ],
)
def test_each_kind_follows_its_own_choice(cast: Cast, kind: NoticeKind, subject: str) -> None:
    others = {each.value: "nothing" for each in Subject if each.value != subject}
    chose(cast, cast.alma, **others)
    assert told(cast, kind) == [("mail", cast.alma.email)]

    chose(cast, cast.alma, **{subject: "nothing"})
    Delivery.objects.all().delete()
    assert told(cast, kind) == []


def test_sms_where_chosen_and_mail_where_the_number_is_gone(cast: Cast, has_sms) -> None:
    cast.alma.phone = NUMBER
    cast.alma.save()
    chose(cast, cast.alma, message="sms")
    assert told(cast) == [("sms", NUMBER)]

    cast.alma.phone = ""
    cast.alma.save()
    hand_over(Delivery.objects.get().pk, at=AT)
    assert mail.outbox[0].to == [cast.alma.email]


def test_what_is_chosen_before_it_leaves_holds(cast: Cast) -> None:
    told(cast)
    chose(cast, cast.alma, message="nothing")

    assert hand_over(Delivery.objects.get().pk, at=AT) == DeliveryState.DROPPED
    assert mail.outbox == []


def test_an_address_and_language_changed_before_it_leaves_hold(cast: Cast) -> None:
    told(cast)
    chose(cast, cast.alma, language="en")
    type(cast.alma).objects.filter(pk=cast.alma.pk).update(email="ny@samplan.invalid")

    hand_over(Delivery.objects.get().pk, at=AT)

    (letter,) = mail.outbox
    assert letter.to == ["ny@samplan.invalid"]
    assert letter.subject == "Something new for you"


def test_who_has_withdrawn_consent_is_told_no_more(cast: Cast) -> None:
    told(cast)
    DigitalConsent.objects.filter(patient=cast.alma).update(withdrawn_at=AT, withdrawn_by="Alma")

    assert hand_over(Delivery.objects.get().pk, at=AT) == DeliveryState.DROPPED


def test_who_is_no_longer_guardian_is_told_no_more(cast: Cast) -> None:
    eva = make_patient("Eva", "Lind", cast.bo.born_on)
    Guardianship.objects.create(guardian=eva, patient=cast.cleo, starts_on=cast.cleo.born_on)
    tell(something_to_do(cast, cast.cleo), NoticeKind.NEW, due_on=TODAY, at=AT)
    Guardianship.objects.filter(guardian=cast.bo).update(ends_on=cast.cleo.born_on)

    states = {each.person_id: hand_over(each.pk, at=AT) for each in Delivery.objects.all()}

    assert states == {cast.bo.pk: DeliveryState.DROPPED, eva.pk: DeliveryState.SENT}


def test_guardians_who_share_an_address_are_both_told(cast: Cast) -> None:
    eva = make_patient("Eva", "Lind", cast.bo.born_on)
    type(eva).objects.filter(pk=eva.pk).update(email=cast.bo.email)
    Guardianship.objects.create(guardian=eva, patient=cast.cleo, starts_on=cast.cleo.born_on)

    tell(something_to_do(cast, cast.cleo), NoticeKind.NEW, due_on=TODAY, at=AT)

    assert Delivery.objects.count() == 2


def test_the_guardians_own_choice_holds_for_the_child(cast: Cast) -> None:
    chose(cast, cast.bo, message="nothing")

    tell(something_to_do(cast, cast.cleo), NoticeKind.NEW, due_on=TODAY, at=AT)

    assert Notice.objects.filter(patient=cast.cleo).exists()
    assert not Delivery.objects.exists()


def test_telling_many_takes_no_more_statements_than_telling_few(cast: Cast) -> None:
    def statements(count: int) -> int:
        people = [make_patient(f"P{count}{n}", "Ek", cast.carl.born_on) for n in range(count)]
        for person in people:
            relate(person, cast.heart)
            consent(person)
            Preference.objects.create(patient=person)
        things = [something_to_do(cast, person) for person in people]
        with CaptureQueriesContext(connection) as seen:
            tell_all(things, NoticeKind.NEW, due_on=TODAY, at=AT)
        return len(seen)

    assert statements(2) == statements(18)
    assert Delivery.objects.count() == 20

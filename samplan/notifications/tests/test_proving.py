"""An address counts when the code sent to it has come back: 15 minutes, five tries, five codes."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from samplan.access.policies import Refused
from samplan.audit.models import Event
from samplan.notifications.models import AddressProof, Preference, Way
from samplan.notifications.outbox import forget_proofs, send_proof
from samplan.notifications.proving import ask_for_code, prove
from samplan.notifications.queries import code_of
from samplan.patients.models import Patient
from tests.cast import AT, Cast, browser_of

NEW = "ny@samplan.invalid"
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def in_the_story():
    with time_machine.travel(AT, tick=False):
        yield


def asked(cast: Cast, address: str = NEW) -> AddressProof:
    return ask_for_code(Way.MAIL, address, acting=cast.acting(cast.alma), at=AT)


def email_of(patient: Patient) -> str:
    return Patient.objects.get(pk=patient.pk).email


def wrong(proof: AddressProof) -> str:
    return f"{(int(code_of(proof)) + 1) % 1_000_000:06}"


def test_the_code_that_came_there_makes_the_address_ones_own(cast: Cast) -> None:
    proof = asked(cast)
    send_proof(proof.pk, at=AT)
    assert email_of(cast.alma) == cast.alma.email

    (letter,) = mail.outbox
    assert letter.to == [NEW]
    digits = "".join(sign for sign in letter.body.split(".")[0] if sign.isdigit())
    assert len(digits) == 6
    assert prove(digits, acting=cast.acting(cast.alma), at=AT)

    assert email_of(cast.alma) == NEW
    assert not prove(digits, acting=cast.acting(cast.alma), at=AT)


def test_it_holds_for_fifteen_minutes(cast: Cast) -> None:
    proof = asked(cast)
    alma = cast.acting(cast.alma)

    assert not prove(code_of(proof), acting=alma, at=AT + 15 * MINUTE)
    assert prove(code_of(proof), acting=alma, at=AT + 14 * MINUTE)


def test_five_tries_and_no_more(cast: Cast) -> None:
    proof, alma = asked(cast), cast.acting(cast.alma)
    for _try in range(5):
        assert not prove(wrong(proof), acting=alma, at=AT)

    assert not prove(code_of(proof), acting=alma, at=AT)
    assert email_of(cast.alma) == cast.alma.email


def test_anothers_code_is_no_code(cast: Cast) -> None:
    proof = asked(cast)

    assert not prove(code_of(proof), acting=cast.acting(cast.carl), at=AT)
    assert email_of(cast.carl) == cast.carl.email


def test_five_codes_an_hour_to_one_person_and_to_one_address(cast: Cast) -> None:
    for number in range(5):
        asked(cast, f"{number}@samplan.invalid")
    with pytest.raises(Refused):
        asked(cast)

    AddressProof.objects.update(patient=cast.bo, address=NEW)
    with pytest.raises(Refused):
        asked(cast)

    forget_proofs(at=AT + 60 * MINUTE)
    assert not AddressProof.objects.exists()


def test_a_mobile_number_by_the_pages(cast: Cast, settings, tmp_path: Path) -> None:
    settings.SAMPLAN_SMS_FOLDER = tmp_path
    alma = browser_of(cast.acting(cast.alma))
    assert (
        alma.send(reverse("notifications:mobile"), {"address": "08-123 456 78"}).status_code == 200
    )
    reply = alma.send(reverse("notifications:mobile"), {"address": "070-174 06 05"})
    assert reply.headers["Location"] == reverse("notifications:code")
    send_proof(AddressProof.objects.get().pk, at=AT)
    ((said,),) = [[json.loads(path.read_text()) for path in tmp_path.iterdir()]]
    digits = said["text"][len("Din kod är ") :][:6]

    page = alma.send(reverse("notifications:code"), {"code": wrong(AddressProof.objects.get())})
    assert "Det är inte koden." in page.content.decode()
    alma.send(reverse("notifications:code"), {"code": f" {digits[:3]} {digits[3:]}"})

    assert Patient.objects.get(pk=cast.alma.pk).phone == "+46701740605"
    assert "+46701740605" in alma.get(reverse("notifications:notices")).content.decode()
    assert Event.objects.filter(kind="patient.reached_changed").count() == 1


def test_the_choices_by_the_page(cast: Cast) -> None:
    alma = browser_of(cast.acting(cast.alma))
    chosen = {"message": "mail", "visit": "mail", "reminder": "nothing", "change": "mail"}
    hours = {"quiet_from": "22", "quiet_until": "6", "digest_hour": "18"}

    reply = alma.send(reverse("notifications:notices"), chosen | hours | {"language": "en"})

    assert reply.status_code == 302
    saved = Preference.objects.get()
    assert saved.reminder == "nothing"
    assert (saved.quiet_from, saved.quiet_until, saved.digest_hour) == (22, 6, 18)
    assert Patient.objects.get(pk=cast.alma.pk).language == "en"


def test_a_way_without_an_address_cannot_be_chosen(cast: Cast, settings, tmp_path: Path) -> None:
    settings.SAMPLAN_SMS_FOLDER = tmp_path
    alma = browser_of(cast.acting(cast.alma))
    chosen = {"message": "sms", "visit": "mail", "reminder": "mail", "change": "mail"}

    page = alma.send(reverse("notifications:notices"), chosen | {"language": "sv"})

    assert "Ange ditt mobilnummer först" in page.content.decode()
    assert not Preference.objects.exists()


def test_the_guardian_who_acts_for_a_child_sets_their_own(cast: Cast) -> None:
    bo = browser_of(cast.bo_for_cleo())
    assert "Bo Lind" in bo.get(reverse("notifications:notices")).content.decode()

    bo.send(reverse("notifications:remove"), {"way": "mail"})

    assert (email_of(cast.bo), email_of(cast.cleo)) == ("", cast.cleo.email)

"""Lists of identity numbers: looked through first, and nobody outside is guessed at."""

from datetime import timedelta

import pytest

from samplan.access.models import CareRelation, LookUp, RelationReason
from samplan.access.policies import Refused
from samplan.cases.handing.lists import HOUR, MOST, Outcome, give_to_list, look_through
from samplan.cases.handing.rights import Approving, HandingOut
from samplan.cases.models import HandOut
from samplan.cases.tests.supplied import followed
from samplan.common.identity import make_test_identity_number
from samplan.organisations.models import Role
from tests.cast import AT, TODAY, Cast, browser_of, make_staff

NOBODY = make_test_identity_number(TODAY - timedelta(days=9000), 3).formatted


def outcomes(looked) -> list[str]:
    return [line.outcome for line in looked.lines]


def test_each_number_is_said_what_becomes_of_it(cast: Cast, settings):
    right, maria = HandingOut(followed(cast)), cast.acting(cast.maria)
    right.give([cast.bo.pk], until_on=None, acting=maria, at=AT)
    text = "\n".join(
        [
            "Personnummer;Namn",
            f"{cast.alma.written_number};Ek",
            f"{cast.bo.written_number}, {cast.carl.written_number}",
            NOBODY,
            "19550412-0000",
            cast.alma.identity_number,
        ]
    )
    looked = look_through(text, right, until_on=None, acting=maria, at=AT)
    said = {line.shown: line.outcome for line in looked.lines}
    assert said == {
        cast.alma.masked_number: Outcome.READY,
        cast.bo.masked_number: Outcome.ALREADY,
        cast.carl.masked_number: Outcome.OUTSIDE,
        f"{NOBODY[2:8]}-****": Outcome.UNKNOWN,
        "19550412-****": Outcome.WRONG,
    }
    assert (looked.ready, looked.outside) == (1, 1)
    assert not any(line.patient for line in looked.lines if line.outcome == Outcome.OUTSIDE)
    assert not CareRelation.objects.filter(patient=cast.carl).exists()
    assert LookUp.objects.get().count == 2


def test_rows_that_name_nobody_are_told_and_a_number_among_words_is_read(cast: Cast):
    rows = ("hej hopp", "123", f"Alma Ek {cast.alma.identity_number} x", "Bo 195504120000")
    maria = cast.acting(cast.maria)
    looked = look_through("\n".join(rows), Approving(), until_on=None, acting=maria, at=AT)
    wrong = [line.shown for line in looked.lines if line.outcome == Outcome.WRONG]
    assert (looked.ready, wrong) == (1, ["hej hopp", "123", "Bo 19550412****"])


def test_nobody_is_not_a_number_to_give_to(cast: Cast, time_machine):
    time_machine.move_to(AT, tick=False)
    address, maria = "/vard/tjanster/godkanda/lista/", browser_of(cast.acting(cast.maria))
    page = maria.send(address, {"numbers": cast.carl.written_number})
    assert "Ge den till 0" not in page.content.decode()
    assert "Ge den till dem jag har kryssat i" in page.content.decode()
    signed = page.context["looked"].signed
    refused = maria.send(address, {"signed": signed}).content.decode()
    assert "Kryssa i att de som inte är patienter" in refused
    assert maria.send(address, {"signed": signed, "with_outside": "1"}).status_code == 302


def test_when_look_ups_are_spent_nobody_outside_is_told_from_nobody(cast: Cast, settings):
    settings.SAMPLAN_LOOK_UPS_AN_HOUR = 1
    right, maria = HandingOut(followed(cast)), cast.acting(cast.maria)
    text = f"{cast.carl.written_number}\n{NOBODY}\n{cast.alma.written_number}"
    looked = look_through(text, right, until_on=None, acting=maria, at=AT)
    assert sorted(outcomes(looked)) == sorted([Outcome.READY, Outcome.SPENT, Outcome.SPENT])


def test_those_outside_get_it_only_where_it_is_said(cast: Cast):
    right, maria = HandingOut(followed(cast)), cast.acting(cast.maria)
    text = f"{cast.alma.written_number},{cast.carl.written_number}"
    signed = look_through(text, right, until_on=TODAY, acting=maria, at=AT).signed
    assert give_to_list(signed, right, with_outside=False, acting=maria, at=AT) == 1
    assert give_to_list(signed, right, with_outside=True, acting=maria, at=AT) == 1
    assert CareRelation.objects.get(patient=cast.carl).reason == RelationReason.LOOKUP
    assert {row.until_on for row in HandOut.objects.all()} == {TODAY}


def test_a_list_is_ones_own_and_of_one_right(cast: Cast, time_machine):
    time_machine.move_to(AT, tick=False)
    right, maria = HandingOut(followed(cast)), cast.acting(cast.maria)
    looked = look_through(cast.alma.written_number, right, until_on=None, acting=maria, at=AT)
    colleague = make_staff("Omid", "Rahimi", "Överläkare", cast.heart, Role.HANDLER)
    for other, acting in ((Approving(), maria), (right, cast.acting(colleague))):
        with pytest.raises(Refused):
            give_to_list(looked.signed, other, with_outside=True, acting=acting, at=AT)
    time_machine.move_to(AT + timedelta(seconds=HOUR + 1), tick=False)
    with pytest.raises(Refused):
        give_to_list(looked.signed, right, with_outside=True, acting=maria, at=AT)


@pytest.mark.parametrize("text", ["", "Ek, Alma", "\n".join(["12345678"] * (MOST + 1))])
def test_no_list_and_too_long_a_list_are_refused(cast: Cast, text: str):
    with pytest.raises(Refused):
        look_through(text, Approving(), until_on=None, acting=cast.acting(cast.maria), at=AT)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_files_are_read_as_spreadsheets_save_them(cast: Cast, time_machine, encoding: str):
    from django.core.files.uploadedfile import SimpleUploadedFile

    time_machine.move_to(AT, tick=False)
    content = f"Född;Namn\n{cast.alma.written_number};Ek".encode(encoding)
    file = SimpleUploadedFile("lista.csv", content)
    maria = browser_of(cast.acting(cast.maria))
    page = maria.send("/vard/tjanster/godkanda/lista/", {"file": file})
    assert "Alma Ek" in page.content.decode()

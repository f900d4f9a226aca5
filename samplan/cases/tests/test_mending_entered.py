"""What staff have entered for the patient is taken back and corrected, and the patient is told."""

from datetime import timedelta

import pytest

from samplan.access.own_data import parts
from samplan.access.policies import Refused
from samplan.cases import actions
from samplan.cases.models import Case, Message, OwnAnswers, WaitsFor
from samplan.cases.tests.test_asking_by_form import open_in_plan
from samplan.cases.tests.test_own_answers import asked_case, entry, form_of, text, write
from samplan.cases.tests.world import (
    make_offering,
    say_as_care,
    say_as_patient,
    started_case,
)
from samplan.forms.models import Response, ResponseVersion
from samplan.forms.trends import earlier_answers
from samplan.notifications.models import Notice, NoticeKind
from samplan.organisations.models import Role
from tests.cast import AT, Cast, browser_of, make_staff

LATER = AT + timedelta(days=1)
HEARD, SIP = "Två veckor, säger hon.", "En klunk om dagen"
pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def today(time_machine):
    time_machine.move_to(LATER, tick=False)


def entered_message(cast: Cast) -> tuple[Case, Message]:
    """Maria has asked, and entered what Alma said by phone."""
    case = started_case(cast)
    say_as_care(cast, case, "Hur länge?", "question")
    said = say_as_care(cast, case, HEARD, "entered", at=LATER)
    case.refresh_from_db()
    return case, said


def filled_in(cast: Cast, case: Case, words: str = SIP) -> Message:
    """Maria has filled in the form that the case asks by."""
    maria = browser_of(cast.acting(cast.maria))
    page = maria.get(maria.send(entry(case), {"told_by": "phone"})["Location"])["Location"]
    review = maria.send(page, {"a:hur-mycket": words, "_to": "next"})["Location"]
    assert maria.send(review, {"_over": "0"}).status_code == 302
    return Message.objects.get(case=case, told_by="phone", withdrawn_at=None)


def at_staff(case: Case) -> str:
    return f"/vard/arenden/{case.pk}/"


def mend(case: Case, said: Message) -> str:
    return f"{at_staff(case)}meddelanden/{said.pk}/"


def told(said: Message) -> bool:
    found = Notice.objects.filter(about_id=str(said.pk), kind=NoticeKind.CHANGED)
    return found.exists()


def test_what_was_entered_is_taken_back_though_colleagues_have_read_it(cast: Cast) -> None:
    case, said = entered_message(cast)
    maria, alma = browser_of(cast.acting(cast.maria)), browser_of(cast.acting(cast.alma))
    assert mend(case, said) in text(maria, at_staff(case))  # and has read it by that
    assert "fel patient" in text(maria, mend(case, said))
    text(alma, f"/inkorg/{case.pk}/")
    assert maria.send(mend(case, said), {"_verb": "withdraw"}).status_code == 302

    case.refresh_from_db()
    assert (case.waits_for, case.is_unread) == (WaitsFor.PATIENT, True)
    assert not case.is_new_for_care
    assert open_in_plan(case) == ["answer_message"]
    assert told(said)
    read = text(alma, f"/inkorg/{case.pk}/")
    assert HEARD not in read
    assert "Återtaget av Maria Nyström. Det räknas inte som sagt av dig." in read
    assert HEARD not in text(maria, at_staff(case))
    assert mend(case, said) not in text(maria, at_staff(case))


def test_its_correction_is_entered_too(cast: Cast) -> None:
    case, said = entered_message(cast)
    maria, alma = browser_of(cast.acting(cast.maria)), browser_of(cast.acting(cast.alma))
    page = {"_verb": "correct", "body": "Tre veckor."}
    assert maria.send(mend(case, said), page).status_code == 302
    correction = Message.objects.get(corrects=said)
    assert (correction.is_from_patient, correction.is_entered_by_staff) == (True, True)
    case.refresh_from_db()
    assert (case.waits_for, case.is_unread, told(correction)) == (WaitsFor.CARE, True, True)
    read = text(alma, f"/inkorg/{case.pk}/")
    assert HEARD in read
    assert "rättelse, inskrivet av personalen" in read
    assert maria.send(mend(case, correction), {"_verb": "withdraw"}).status_code == 302
    case.refresh_from_db()
    assert case.waits_for == WaitsFor.CARE


def test_it_stands_when_care_has_gone_on_from_it(cast: Cast) -> None:
    case, said = entered_message(cast)
    say_as_care(cast, case, "Då väntar vi.", "answer", at=LATER + timedelta(hours=1))
    with pytest.raises(Refused):
        actions.withdraw_message(said, acting=cast.acting(cast.maria), at=LATER)
    maria = browser_of(cast.acting(cast.maria))
    page = text(maria, mend(case, said))
    assert "Mottagningen har gått vidare" in page
    assert ('value="withdraw"' in page, 'value="correct"' in page) == (False, True)


def test_nobody_else_mends_it(cast: Cast) -> None:
    case, said = entered_message(cast)
    olga = make_staff("Olga", "Ny", "Sjuksköterska", cast.heart, Role.HANDLER)
    for who in (olga, cast.petra, cast.alma):
        acting = cast.acting(who)
        with pytest.raises(Refused):
            actions.withdraw_message(said, acting=acting, at=LATER)
    assert browser_of(cast.acting(olga)).get(mend(case, said)).status_code == 404
    assert mend(case, said) not in text(browser_of(cast.acting(olga)), at_staff(case))
    address = f"/inkorg/{case.pk}/meddelanden/{said.pk}/"
    assert browser_of(cast.acting(cast.alma)).get(address).status_code == 404


def test_a_form_filled_in_for_the_wrong_patient_is_taken_back_by_a_colleague(cast: Cast) -> None:
    case = asked_case(cast, cast.alma)
    said = filled_in(cast, case)
    olga = make_staff("Olga", "Ny", "Sjuksköterska", cast.heart, Role.HANDLER)
    colleague, alma = browser_of(cast.acting(olga)), browser_of(cast.acting(cast.alma))
    assert SIP in text(alma, f"/inkorg/{case.pk}/")
    assert mend(case, said) in text(colleague, at_staff(case))
    assert 'value="correct"' not in text(colleague, mend(case, said))
    assert colleague.send(mend(case, said), {"_verb": "withdraw"}).status_code == 302

    case.refresh_from_db()
    assert (case.waits_for, case.is_unread, told(said)) == (WaitsFor.PATIENT, True, True)
    assert open_in_plan(case) == ["answer_form"]
    for browser, address in (
        (alma, f"/inkorg/{case.pk}/"),
        (alma, form_of(case)),
        (colleague, at_staff(case)),
        (colleague, f"{at_staff(case)}journaltext/"),
    ):
        assert SIP not in text(browser, address)
    assert "Återtaget av Olga Ny" in text(alma, f"/inkorg/{case.pk}/")


def test_the_form_is_then_answered_as_if_for_the_first_time(cast: Cast) -> None:
    case = asked_case(cast, cast.alma)
    maria, alma = cast.acting(cast.maria), browser_of(cast.acting(cast.alma))
    actions.withdraw_message(filled_in(cast, case), acting=maria, at=LATER)
    again = filled_in(cast, case)
    assert SIP in text(alma, f"/inkorg/{case.pk}/")
    actions.withdraw_message(again, acting=maria, at=LATER)
    assert "Svara på formuläret" in text(alma, f"/inkorg/{case.pk}/")
    alma.send(write(alma, case, "Två liter"), {"_over": "0"})
    assert "Två liter" in text(browser_of(maria), at_staff(case))
    case.refresh_from_db()
    assert (case.waits_for, open_in_plan(case)) == (WaitsFor.CARE, [])
    assert OwnAnswers.objects.count() == 1


def test_answers_in_error_are_kept_and_count_no_more(cast: Cast, time_machine) -> None:
    case = asked_case(cast, cast.alma)
    said = filled_in(cast, case)
    actions.withdraw_message(said, acting=cast.acting(cast.maria), at=LATER)
    kept = ResponseVersion.objects.get(pk=said.response_version_id)
    alma = cast.acting(cast.alma)
    own = next(part for part in parts() if part.key == "svar")
    assert SIP not in str(list(own.entries(alma)))
    time_machine.move_to(LATER + timedelta(hours=1), tick=False)
    again = filled_in(cast, case, "Två liter").response_version
    assert again is not None
    assert earlier_answers(again, cast.acting(cast.maria)) == []
    assert Response.objects.get(pk=kept.response_id).status == "entered-in-error"
    assert "Två liter" in str(list(own.entries(alma)))


def test_a_filled_in_form_that_care_has_answered_stands(cast: Cast) -> None:
    case = asked_case(cast, cast.alma)
    said = filled_in(cast, case)
    say_as_care(cast, case, "Drick mer.", "answer", at=LATER + timedelta(hours=1))
    with pytest.raises(Refused):
        actions.withdraw_message(said, acting=cast.acting(cast.maria), at=LATER)
    assert mend(case, said) not in text(browser_of(cast.acting(cast.maria)), at_staff(case))


def test_answers_are_not_corrected_in_words(cast: Cast) -> None:
    case = asked_case(cast, cast.alma)
    said = filled_in(cast, case)
    with pytest.raises(Refused):
        actions.correct_message(said, "Två liter", acting=cast.acting(cast.maria), at=LATER)


def entered_case(cast: Cast) -> tuple[Case, Message]:
    """Maria has begun a case for Alma, with what someone said by phone."""
    offering = make_offering(cast)
    maria = browser_of(cast.acting(cast.maria))
    address = f"/vard/patienter/{cast.alma.pk}/nytt-arende/"
    begun = maria.send(address, {"service": str(offering.pk)})["Location"]
    step = maria.send(maria.get(begun)["Location"], {"a:fraga": HEARD, "_to": "next"})
    while "granska" not in step["Location"]:
        step = maria.send(step["Location"], {"_to": "next"})
    maria.send(step["Location"], {"_over": "0"})
    return Case.objects.get(), Message.objects.get()


def test_a_case_entered_for_the_wrong_patient_is_emptied_and_ended(cast: Cast) -> None:
    case, said = entered_case(cast)
    maria, alma = browser_of(cast.acting(cast.maria)), browser_of(cast.acting(cast.alma))
    assert HEARD in text(alma, f"/inkorg/{case.pk}/")
    assert mend(case, said) in text(maria, at_staff(case))
    assert maria.send(mend(case, said), {"_verb": "withdraw"}).status_code == 302
    case.refresh_from_db()
    assert (case.closed_at, case.waits_for, case.is_unread) == (LATER, WaitsFor.NOBODY, True)
    assert told(said)
    for browser, address in (
        (alma, "/inkorg/"),
        (alma, f"/inkorg/{case.pk}/"),
        (maria, at_staff(case)),
        (maria, f"{at_staff(case)}journaltext/"),
    ):
        assert HEARD not in text(browser, address)
    assert "Det räknas inte som sagt av dig." in text(alma, f"/inkorg/{case.pk}/")


def test_it_goes_on_where_the_patient_has_written_in_it(cast: Cast) -> None:
    case, said = entered_case(cast)
    say_as_patient(cast, case, "Det här är inte jag.", at=LATER)
    actions.withdraw_message(said, acting=cast.acting(cast.maria), at=LATER)
    case.refresh_from_db()
    assert (case.closed_at, case.waits_for) == (None, WaitsFor.CARE)
    assert case.is_new_for_care
    assert HEARD not in case.title

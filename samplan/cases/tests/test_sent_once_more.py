"""A page that was sent, and is sent once more after its case has ended or gone elsewhere; and what
is agreed on, which goes along only where one ends."""

import pytest

from samplan.cases import actions
from samplan.cases.models import Case, Message, MessageDraft
from samplan.cases.tests.test_windows_that_save import ONE, OTHER, SEND, Window
from samplan.cases.tests.test_windows_that_save import today as today
from samplan.cases.tests.world import say_as_care, started_case
from samplan.organisations.models import Role
from tests.cast import AT, Cast, browser_of, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
SENT = "Det du skrev är redan skickat. Det skickades inte en gång till."


def asked(cast: Cast) -> Case:
    case = started_case(cast)
    say_as_care(cast, case, "Hur mår du?", "question")
    return case


def ended(cast: Cast, case: Case) -> None:
    say_as_care(cast, case, "Klart.", "close")


def joined(cast: Cast, case: Case) -> None:
    other = started_case(cast, words="En annan fråga om samma sak som förut.")
    receiver = make_staff("Rut", "Rot", "Sekreterare", cast.heart, Role.RECEIVER)
    actions.merge(case, other, acting=cast.acting(receiver), at=AT)


@pytest.mark.parametrize("gone", [ended, joined])
def test_a_patient_is_told_that_it_is_sent(cast: Cast, gone) -> None:
    case = asked(cast)
    alma = Window(browser_of(cast.acting(cast.alma)), f"/inkorg/{case.pk}/")
    post = alma.post(ONE) | SEND
    alma.browser.send(f"{alma.place}svar/", post)
    case.refresh_from_db()
    gone(cast, case)

    page = alma.browser.send(f"{alma.place}svar/", post, follow=True).content.decode()
    assert (SENT in page, "inte skickat" in page) == (True, False)
    other = alma.browser.send(f"{alma.place}svar/", post | {"body": OTHER}).content.decode()
    assert (SENT in other, OTHER in other) == (False, True)


def test_staff_are_told_that_it_is_sent_where_it_was_handed_on(cast: Cast) -> None:
    case = started_case(cast)
    maria = Window(browser_of(cast.acting(cast.maria)), f"/vard/arenden/{case.pk}/")
    post = maria.post(ONE) | SEND
    maria.browser.send(f"{maria.place}svar/", post)
    case.refresh_from_db()
    receiver = make_staff("Rut", "Rot", "Sekreterare", cast.heart, Role.RECEIVER)
    actions.forward(case, cast.urology, reason="Hör dit", acting=cast.acting(receiver), at=AT)

    answer = maria.browser.send(f"{maria.place}svar/", post)
    assert (answer.status_code, answer["Location"]) == (302, maria.place)
    gone = maria.browser.get(maria.place)
    assert (gone.status_code, SENT in gone.content.decode()) == (410, True)
    other = maria.browser.send(f"{maria.place}svar/", post | {"body": OTHER})
    assert (other.status_code, OTHER in other.content.decode()) == (410, True)


def test_what_is_agreed_on_is_not_lost_where_one_does_not_end(cast: Cast) -> None:
    case = started_case(cast)
    maria = Window(browser_of(cast.acting(cast.maria)), f"/vard/arenden/{case.pk}/")

    answer = maria.presses(ONE, SEND, agreed="Vi hörs i mars.", intent="answer")

    page = answer.content.decode()
    assert "Det ni har kommit överens om följer med bara när du svarar och avslutar." in page
    assert "Vi hörs i mars." in page
    assert not Message.objects.filter(body=ONE).exists()
    assert MessageDraft.objects.begun().get().agreed == "Vi hörs i mars."

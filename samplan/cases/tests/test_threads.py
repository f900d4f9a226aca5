"""A page of a thread shows what was said last, and is proof of reading only what it shows."""

import re
from datetime import timedelta

import pytest

from samplan.cases import actions, message_queries
from samplan.cases.models import Case, CaseNote, Message, Receipt
from samplan.cases.tests.world import say_as_care, say_as_patient, started_case
from tests.cast import AT, Cast, browser_of


def test_what_comes_while_the_page_is_made_is_not_read(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = started_case(cast)
    made = message_queries.thread_page

    def slow(*args, **facts):
        shown = made(*args, **facts)
        say_as_patient(cast, case, "En sak till.")
        return shown

    monkeypatch.setattr(message_queries, "thread_page", slow)
    browser_of(cast.acting(cast.maria)).get(f"/vard/arenden/{case.pk}/")
    late = Message.objects.get(body="En sak till.")
    assert not Receipt.objects.filter(message=late).exists()
    assert Case.objects.get(pk=case.pk).is_new_for_care


def test_a_long_conversation_is_shown_a_page_at_a_time(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message_queries, "MOST_IN_THREAD", 3)
    case = started_case(cast)
    for number in range(5):
        say_as_care(cast, case, f"Svar nummer {number}", "partial", at=AT + timedelta(hours=number))
    alma = browser_of(cast.acting(cast.alma))
    page = alma.get(f"/inkorg/{case.pk}/").content.decode()
    assert "Svar nummer 4" in page
    assert "Svar nummer 1" not in page
    assert Case.objects.get(pk=case.pk).is_unread
    further = re.search(r'href="(\?fore=[^"]+)"', page)
    assert further is not None
    before = alma.get(f"/inkorg/{case.pk}/{further[1]}").content.decode()
    assert "Svar nummer 1" in before
    assert "Svar nummer 2" not in before
    assert not Case.objects.get(pk=case.pk).is_unread
    assert alma.get(f"/inkorg/{case.pk}/?fore=x").status_code == 404


def test_a_note_and_a_correction_sent_twice_are_there_once(cast: Cast) -> None:
    case = started_case(cast)
    maria = cast.acting(cast.maria)
    for _press in range(2):
        actions.write_note(case, "Ring dottern.", acting=maria, at=AT)
    assert CaseNote.objects.count() == 1
    said = say_as_care(cast, case, "Ta två.", "partial")
    actions.read(case, acting=cast.acting(cast.alma), at=AT)
    for _press in range(2):
        actions.correct_message(said, "Ta en.", acting=maria, at=AT)
    assert Message.objects.filter(corrects=said).count() == 1


def test_care_sees_who_speaks_for_the_child(cast: Cast) -> None:
    case = started_case(cast, cast.cleo)
    page = browser_of(cast.acting(cast.maria)).get(f"/vard/arenden/{case.pk}/").content.decode()
    assert "vårdnadshavare" in page.split('class="message')[1]

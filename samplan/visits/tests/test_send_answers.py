"""Looking through, sending, changing, and answers that staff enter."""

from typing import Any

import pytest

from samplan.access.policies import Refused
from samplan.cases.models import Message
from samplan.forms.models import ResponseVersion
from samplan.forms.tests.questionnaires import group, item, when
from samplan.plans.models import Activity, ActivityKind, ActivityState
from samplan.visits.actions import cancel_visit, send_answers
from samplan.visits.models import Send, Visit
from samplan.visits.tests.asked import asked, browser, now, path, window
from tests.cast import Cast

PAGES = (
    group("one", item("a", "text", required=True), item("n", "integer")),
    group("two", item("has", "boolean"), item("x", enableWhen=[when("has", answerBoolean=True)])),
)


def answered(cast: Cast, *, person: Any = None, side: str = "", a: str = "yr") -> Visit:
    visit = Visit.objects.first() or asked(cast, *PAGES)
    window(cast, visit, "one", person, side).send(a=a)
    window(cast, visit, "two", person, side).send(has="false")
    return visit


def test_what_is_missing_is_said_with_a_way_there_and_nothing_is_sent(cast: Cast) -> None:
    visit = asked(cast, *PAGES)
    window(cast, visit, "one").send({"_to": "later"}, n="många")
    alma = browser(cast)
    for page in (alma.get(path(visit, "review")), alma.send(path(visit, "review"))):
        text = page.content.decode()
        assert 'href="#del-1"' in text
        assert "You need to answer this." in text
        assert "många" in text
        assert path(visit, "question-page", "one") in text
    assert not ResponseVersion.objects.exists()


def test_sending_closes_the_activity_and_gives_a_receipt(cast: Cast) -> None:
    visit, alma = answered(cast), browser(cast)
    assert alma.send(path(visit, "review"), {"_over": "0"}).url == path(visit, "receipt")
    visit.refresh_from_db()
    assert (visit.answers_number, visit.answers_count) == (1, 2)
    mine = Activity.objects.get(kind=ActivityKind.ANSWER_QUESTIONS)
    theirs = Activity.objects.get(kind=ActivityKind.READ_ANSWERS)
    assert (mine.state, theirs.state) == (ActivityState.DONE, ActivityState.OPEN)
    receipt = alma.get(path(visit, "receipt")).content.decode()
    assert "Hjärtmottagningen, Norrby sjukhus" in receipt
    assert "until the visit begins" in receipt
    assert alma.get(path(visit, "questions")).url == path(visit, "receipt")


def test_sending_twice_is_sending_once(cast: Cast) -> None:
    visit, alma = answered(cast), browser(cast)
    for _ in range(2):
        assert alma.send(path(visit, "review"), {"_over": "0"}).url == path(visit, "receipt")
    assert ResponseVersion.objects.count() == 1
    assert Message.objects.filter(kind="answer").count() == 1


def test_changed_answers_are_sent_anew_and_the_clinic_reads_again(cast: Cast) -> None:
    visit, alma = answered(cast), browser(cast)
    alma.send(path(visit, "review"), {"_over": "0"})
    window(cast, visit, "one").send(a="inte yr")
    assert "not sent yet" in alma.get(path(visit, "receipt")).content.decode()
    alma.send(path(visit, "review"), {"_over": "1"})
    assert list(ResponseVersion.objects.order_by("number").values_list("number", flat=True)) == [
        1,
        2,
    ]
    visit.refresh_from_db()
    assert (visit.answers_number, visit.has_new_answers) == (2, True)


def test_staff_enter_answers_that_say_so(cast: Cast) -> None:
    visit = answered(cast, person=cast.maria, side="staff-")
    maria = browser(cast, cast.maria)
    page = maria.get(path(visit, "staff-question-page", "one")).content.decode()
    assert "You enter answers for Alma Ek" in page
    sent = maria.send(path(visit, "staff-review"), {"_over": "0"})
    assert sent.url == path(visit, "staff-receipt")
    version = ResponseVersion.objects.get()
    assert (version.is_entered_by_staff, version.author_name) == (True, "Maria Nyström")
    assert "Entered by Maria Nyström" in maria.get(sent.url).content.decode()
    seen = browser(cast).get(path(visit, "receipt")).content.decode()
    assert "Entered by Maria Nyström" in seen


def test_staff_do_not_see_what_the_patient_has_not_sent(cast: Cast) -> None:
    visit = answered(cast, a="bara mitt")
    maria = browser(cast, cast.maria)
    for name, args in (("staff-question-page", ("one",)), ("staff-review", ())):
        assert "bara mitt" not in maria.get(path(visit, name, *args)).content.decode()


def test_answers_that_came_in_between_are_told_before_they_are_replaced(cast: Cast) -> None:
    visit = answered(cast, a="mitt")
    answered(cast, person=cast.maria, side="staff-", a="per telefon")
    browser(cast, cast.maria).send(path(visit, "staff-review"), {"_over": "0"})
    alma = browser(cast)
    met = alma.send(path(visit, "review"), {"_over": "0"})
    assert met.status_code == 409
    assert "Other answers have been sent" in met.content.decode()
    assert alma.send(path(visit, "review"), {"_over": "1"}).status_code == 302
    assert ResponseVersion.objects.count() == 2


@pytest.mark.parametrize("over", ["", "-1", "²", "9" * 50, "x"])
def test_a_forged_number_is_no_error(cast: Cast, over: str) -> None:
    visit = answered(cast)
    assert browser(cast).send(path(visit, "review"), {"_over": over}).status_code in (302, 409)


def test_nothing_is_sent_for_a_visit_that_is_gone(cast: Cast) -> None:
    visit = answered(cast)
    cancel_visit(visit, reason="Sjukdom", acting=cast.acting(cast.maria), at=now())
    with pytest.raises(Refused):
        send_answers(visit, over=0, acting=cast.acting(cast.alma), at=now())
    page = browser(cast).send(path(visit, "review"), {"_over": "0"})
    assert "cancelled" in page.content.decode()
    assert not ResponseVersion.objects.exists()


def test_questions_sent_apart_are_read_when_they_are_opened_and_the_summons_is_not(
    cast: Cast,
) -> None:
    visit = asked(cast, *PAGES, send=Send.TWO)
    browser(cast).get(path(visit, "questions"))
    visit.refresh_from_db()
    assert visit.questions is not None
    assert not visit.questions.is_unread
    assert visit.opened_at is None


@pytest.mark.parametrize("name", ["review", "receipt"])
def test_a_page_costs_few_statements(
    cast: Cast, name: str, django_assert_max_num_queries: Any
) -> None:
    visit, alma = answered(cast), browser(cast)
    alma.send(path(visit, "review"), {"_over": "0"})
    with django_assert_max_num_queries(6):
        assert alma.get(path(visit, name)).status_code == 200

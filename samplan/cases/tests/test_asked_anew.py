"""What is written on the page of one form never answers another that is asked for since."""

from datetime import timedelta

import pytest

from samplan.access.acting import SystemActing
from samplan.access.policies import Refused
from samplan.cases import actions
from samplan.cases.models import Case, Message, OwnAnswers, WaitsFor
from samplan.cases.tests.test_asking_by_form import asked_by_form
from samplan.cases.tests.test_own_answers import entry, form_of, text
from samplan.cases.tests.world import started_case
from samplan.forms.loading import publish
from samplan.forms.models import QuestionnaireVersion, Response
from samplan.forms.tests.questionnaires import group, item, questionnaire
from samplan.organisations.models import Role
from tests.cast import AT, ActingClient, Cast, browser_of, make_staff

LATER = AT + timedelta(days=1)
WORDS = "Waran"
pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def today(time_machine):
    time_machine.move_to(LATER, tick=False)


def form(cast: Cast, title: str) -> QuestionnaireVersion:
    """A form of the clinic's, with the same keys as any other."""
    address = f"https://samplan.example/Questionnaire/{title.lower()}"
    page = group("sida-1", item("fraga-1", text=f"{title}?"))
    document = questionnaire(page, title=title, url=address)
    facts = {"slug": title.lower(), "owner": cast.heart, "acting": SystemActing(job="tests")}
    return publish(document, at=AT, **facts)[0]


def asked_twice(cast: Cast, browser: ActingClient) -> tuple[Case, str, str]:
    """A case that asks by a form, answered as far as the review, and then by another. Gives the
    page of the first with its review."""
    case = started_case(cast)
    asked_by_form(cast, case, form(cast, "Slutat"), at=AT)
    page = browser.get(form_of(case))["Location"]
    review = browser.send(page, {"a:fraga-1": WORDS, "_to": "next"})["Location"]
    case.refresh_from_db()
    asked_by_form(cast, case, form(cast, "Tar"), at=LATER)
    return case, page, review


def test_a_page_of_the_older_form_is_refused_with_its_words_and_a_way_on(cast: Cast) -> None:
    alma = browser_of(cast.acting(cast.alma))
    case, page, _review = asked_twice(cast, alma)
    told = alma.send(page, {"a:fraga-1": "Nyss skrivet", "_to": "next"})
    shown = told.content.decode()
    assert told.status_code == 409
    assert "Nyss skrivet" in shown
    assert WORDS in shown
    assert form_of(case) in shown
    assert "Tar?" in text(alma, form_of(case))
    assert "Nyss" not in str(list(Response.objects.values_list("draft", flat=True)))


def test_the_review_of_the_older_form_sends_neither(cast: Cast) -> None:
    alma = browser_of(cast.acting(cast.alma))
    case, _page, review = asked_twice(cast, alma)
    alma.get(form_of(case))
    told = alma.send(review, {"_over": "0"})
    assert (told.status_code, WORDS in told.content.decode()) == (409, True)
    assert not Response.objects.filter(sent_number__gt=0, version__title__in=["Slutat", "Tar"])
    case.refresh_from_db()
    assert case.waits_for == WaitsFor.PATIENT


def test_what_was_written_in_the_older_form_is_found_from_the_conversation(cast: Cast) -> None:
    alma = browser_of(cast.acting(cast.alma))
    case, page, _review = asked_twice(cast, alma)
    thread = text(alma, f"/inkorg/{case.pk}/")
    older = page.removesuffix("sida-1/")
    assert (older in thread, form_of(case) in thread) == (True, True)
    assert WORDS in text(alma, older)
    bo = browser_of(cast.acting(cast.bo))
    assert bo.get(older).status_code == 404


def test_the_newer_form_is_answered(cast: Cast) -> None:
    alma = browser_of(cast.acting(cast.alma))
    case, page, _review = asked_twice(cast, alma)
    newer = alma.get(f"/inkorg/{case.pk}/fragor/svar/")["Location"]
    alma.send(alma.send(newer, {"a:fraga-1": "Alvedon"})["Location"], {"_over": "0"})
    said = Message.objects.filter(case=case).latest("sent_at", "id")
    assert said.response_version is not None
    assert said.response_version.response.version.title == "Tar"
    assert WORDS in text(alma, page)


def test_staff_who_enter_the_older_form_send_neither(cast: Cast) -> None:
    case, maria = started_case(cast), browser_of(cast.acting(cast.maria))
    asked_by_form(cast, case, form(cast, "Slutat"), at=AT)
    older = entry(case)
    page = maria.get(maria.send(older, {"told_by": "phone"})["Location"])["Location"]
    review = maria.send(page, {"a:fraga-1": WORDS, "_to": "next"})["Location"]
    case.refresh_from_db()
    asked_by_form(cast, case, form(cast, "Tar"), at=LATER)
    for told in (maria.send(page, {"a:fraga-1": WORDS}), maria.send(review, {"_over": "0"})):
        shown = told.content.decode()
        assert (told.status_code, WORDS in shown, entry(case) in shown) == (409, True, True)
    assert maria.send(older, {"told_by": "phone"}).status_code == 404
    place = older + "svar/"
    assert place in text(maria, f"/vard/arenden/{case.pk}/")
    assert WORDS in text(maria, place)
    hanna = make_staff("Hanna", "Ek", "Sjuksköterska", cast.heart, Role.HANDLER)
    assert place not in text(browser_of(cast.acting(hanna)), f"/vard/arenden/{case.pk}/")
    own = OwnAnswers.objects.get()
    with pytest.raises(Refused):
        actions.send_form(case, own.response, over=0, acting=cast.acting(cast.maria), at=LATER)

"""A page of a form that was drawn before its address named the question loses nothing."""

import re
from datetime import timedelta
from typing import Any

import pytest

from samplan.access.acting import SystemActing
from samplan.cases.models import Case, OwnAnswers
from samplan.cases.tests.test_asking_by_form import asked_by_form
from samplan.cases.tests.test_own_answers import asked_case, asked_in, entry, form_of, text, write
from samplan.cases.tests.test_sent_once import SCRIPT
from samplan.cases.tests.world import started_case
from samplan.forms.loaded import form_of as form_of_version
from samplan.forms.loading import publish
from samplan.forms.models import Response
from samplan.forms.tests.questionnaires import group, item, questionnaire
from tests.cast import AT, ActingClient, Cast, browser_of

WORDS = "Nyss skrivet på en gammal sida"
pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def today(time_machine: Any) -> None:
    time_machine.move_to(AT + timedelta(days=1), tick=False)


@pytest.fixture(params=["patient", "care"])
def older(request: pytest.FixtureRequest, cast: Cast) -> tuple[ActingClient, str, str]:
    """A browser, where the form of a case stood, and where it stands."""
    case: Case = asked_case(cast, cast.alma)
    if request.param == "patient":
        return browser_of(cast.acting(cast.alma)), f"/inkorg/{case.pk}/fragor/", form_of(case)
    maria = browser_of(cast.acting(cast.maria))
    maria.send(entry(case), {"told_by": "phone"})
    now = f"/vard/arenden/{case.pk}/ifyllning/{asked_in(case).pk}/svar/"
    return maria, f"/vard/arenden/{case.pk}/ifyllning/", now


@pytest.mark.parametrize("step", ["svar/sida/", "svar/granska/", "svar/tack/"])
def test_it_leads_to_where_the_form_is(older: Any, step: str) -> None:
    browser, place, now = older
    assert browser.get(f"{place}{step}")["Location"] == now


@pytest.mark.parametrize("step", ["svar/sida/", "svar/granska/"])
def test_what_is_written_there_is_shown_with_the_way_on_and_answers_nothing(
    older: Any, step: str
) -> None:
    browser, place, now = older
    told = browser.send(f"{place}{step}", {"a:hur-mycket": WORDS, "_to": "next"})
    shown = told.content.decode()
    assert told.status_code == 410
    assert WORDS in shown
    assert f'href="{now}"' in shown
    assert WORDS not in str(list(Response.objects.values_list("draft", "staff_draft")))


def test_its_script_is_told_that_nothing_is_saved(older: Any) -> None:
    browser, place, _now = older
    told = browser.send(f"{place}svar/sida/", {"a:hur-mycket": WORDS}, headers=SCRIPT)
    assert (told.status_code, "Inte sparat" in told.content.decode()) == (202, True)


def test_what_was_saved_before_is_gone_on_with(cast: Cast) -> None:
    case, alma = asked_case(cast, cast.alma), browser_of(cast.acting(cast.alma))
    write(alma, case, WORDS)
    assert OwnAnswers.objects.count() == 1
    assert WORDS in text(alma, f"/inkorg/{case.pk}/fragor/svar/sida/")


def test_who_reaches_no_case_finds_nothing_there(cast: Cast) -> None:
    case = asked_case(cast, cast.alma)
    carl, petra = (browser_of(cast.acting(each)) for each in (cast.carl, cast.petra))
    assert carl.get(f"/inkorg/{case.pk}/fragor/svar/sida/").status_code == 404
    assert petra.get(f"/vard/arenden/{case.pk}/ifyllning/svar/sida/").status_code == 404


def test_what_is_chosen_there_is_shown_in_the_words_of_the_choice(cast: Cast) -> None:
    case, alma = started_case(cast), browser_of(cast.acting(cast.alma))
    options = [{"valueCoding": {"system": "s", "code": "at0001", "display": "Varje dag"}}]
    often = item("hur-ofta", "choice", answerOption=options)
    asking = questionnaire(group("sida", often, item("hur-mycket")), title="Vatten")
    acting = SystemActing(job="tests")
    version, _is_new = publish(asking, slug="vatten", owner=cast.heart, acting=acting, at=AT)
    asked_by_form(cast, case, version, at=AT)
    key = form_of_version(version).items["hur-ofta"].options[0].key
    posted = {"a:hur-ofta": key, "a:hur-mycket": WORDS, "a:okand": "Annat"}
    place = f"/inkorg/{case.pk}/fragor/svar/sida/"
    (shown,) = re.findall(r"<textarea.*?</textarea>", told(alma, place, posted), re.DOTALL)
    assert all(words in shown for words in ("Varje dag", WORDS, "Annat"))
    assert key not in shown
    assert "at0001" not in told(alma, place, {"a:hur-ofta": "at0001x"})


def told(browser: ActingClient, place: str, posted: dict[str, str]) -> str:
    text: str = browser.send(place, posted).content.decode()
    return text

"""How far one has come with the questions, and that nobody is corrected before having begun."""

import re
from collections.abc import Iterator

import pytest
import time_machine

from samplan.forms.tests.questionnaires import extension, group, item
from samplan.visits.models import Visit
from samplan.visits.tests.asked import asked, browser, path, window
from tests.cast import AT, Cast

PAGES = (
    group("one", item("a", "text", required=True)),
    group("two", item("b", "text", required=True)),
    group("three", item("n", "integer")),
)

MOST = extension("questionnaire-maxOccurs", valueInteger=3)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def visit(cast: Cast) -> Visit:
    return asked(cast, *PAGES)


def read(cast: Cast, address: str) -> str:
    text: str = browser(cast).get(address).content.decode()
    return text


def test_what_is_not_begun_is_not_to_be_put_right(cast: Cast, visit: Visit) -> None:
    page = read(cast, path(visit, "review"))
    assert "You have not answered anything yet" in page
    assert f'href="{path(visit, "question-page", "two")}"' in page
    assert "ds-error-summary" not in page
    assert "ds-validation-message" not in page
    assert "Begin to answer" in page
    assert ">Send<" not in page


def test_what_is_left_is_told_apart_from_what_is_wrong(cast: Cast, visit: Visit) -> None:
    window(cast, visit, "one").send(a="yr")
    page = read(cast, path(visit, "review"))
    assert "You have not answered yet" not in page
    assert "This is left to answer" in page
    assert "This needs your attention" not in page
    assert "ds-error-summary" not in page
    pressed = browser(cast).send(path(visit, "review"), {"_over": "0"}).content.decode()
    assert "This is left to answer" in pressed.partition("ds-error-summary")[2]
    window(cast, visit, "three").autosave(n="tolv")
    page = read(cast, path(visit, "review"))
    assert 'href="#del-3"' in page.partition("This needs your attention")[2].partition("</ul>")[0]


def test_the_start_page_says_to_go_on_once_something_is_saved(cast: Cast, visit: Visit) -> None:
    assert "Go on answering" not in read(cast, "/")
    window(cast, visit, "one").autosave(a="y")
    for page in (read(cast, "/"), read(cast, path(visit, "visit"))):
        assert "Go on answering" in page


def test_what_staff_enter_is_not_what_the_patient_has_begun(cast: Cast, visit: Visit) -> None:
    window(cast, visit, "one", cast.maria, "staff-").autosave(a="y")
    assert "Go on answering" not in read(cast, "/")


def test_the_bar_shows_what_is_done_and_not_where_one_is(cast: Cast, visit: Visit) -> None:
    def bar(page: str) -> list[str]:
        drawn = read(cast, path(visit, "question-page", page))
        return re.findall(r'<progress class="bar" value="(\d)" max="(\d)"', drawn)[0]

    assert bar("three") == ("0", "3")
    window(cast, visit, "one").send(a="yr")
    assert bar("three") == ("1", "3")


def test_a_line_more_is_empty_and_one_comes_to_it(cast: Cast) -> None:
    visit = asked(cast, group("one", item("m", repeats=True, extension=[MOST])))
    one = window(cast, visit, "one")
    reply = one.send({"a:m": ["Alvedon", "Ipren"], "_more": "a:m"})
    assert reply.url == path(visit, "question-page", "one") + "#id_a:m_3"
    page = read(cast, path(visit, "question-page", "one"))
    assert re.findall(r'id="id_a:m_(\d)"', page) == ["1", "2", "3"]
    assert 'value="Ipren"' in page
    assert 'name="_more"' not in page  # no more than three are asked for


def test_nothing_else_is_given_a_line(cast: Cast, visit: Visit) -> None:
    reply = window(cast, visit, "one").send({"_more": "a:b"}, a="yr")
    assert "#" not in reply.url

"""Choices among what one has answered before, through the pages of a visit."""

import json
import re
from typing import Any

import pytest

from samplan.forms.drafts import read_draft
from samplan.forms.engine import offering
from samplan.forms.models import Response, ResponseVersion
from samplan.forms.tests.questionnaires import choice, group, item
from samplan.forms.tests.test_engine_expressions import answer_to
from samplan.forms.tests.test_engine_offering import (
    IPREN,
    NAMED,
    TAKEN,
    WARAN,
    following,
    medicines,
)
from samplan.visits.models import Visit
from samplan.visits.tests.asked import Tab, Window, asked, browser, path, window
from tests.cast import Cast

NOTHING_YET = "There is nothing to choose from yet. Answer the questions above first."
LAST = group("last", following("worry", TAKEN, required=True), item("why"))
ON_ONE_PAGE = group(
    "one",
    choice("take", "waran", "ipren", repeats=True),
    following("worry", answer_to("take")),
)


def offers(response: Any) -> list[str]:
    """The words of what can be chosen as what worries most."""
    text = response.content.decode()
    return re.findall(r'name="a:worry"[^>]*>\s*<label[^>]*>([^<]*)</label>', text)


def marks(response: Any) -> list[str]:
    """What a browser posts back of what was shown."""
    return re.findall(r'name="_shown" value="([^"]*)"', response.content.decode())


def saved(cast: Cast, link_id: str = "worry") -> tuple[Any, ...]:
    response = Response.objects.select_related("version").get()
    return read_draft(response, cast.acting(cast.alma)).answers.of(link_id)


def drawn(page: Window) -> Any:
    return page.take(page.client.get(page.url))


@pytest.fixture
def visit(cast: Cast) -> Visit:
    return asked(cast, medicines(), LAST)


def test_one_chooses_on_a_later_page_and_sends(cast: Cast, visit: Visit) -> None:
    window(cast, visit, "med").send({"a:take": ["s|waran", "s|ipren"]})
    last = window(cast, visit, "last")
    assert offers(drawn(last)) == ["Waran pills", "Ipren pills"]
    assert last.send(worry=offering.key_of(IPREN)).url == path(visit, "review")
    alma = browser(cast)
    assert "Ipren pills" in alma.get(path(visit, "review")).content.decode()
    assert alma.send(path(visit, "review"), {"_over": "0"}).url == path(visit, "receipt")
    assert "ipren" in str(ResponseVersion.objects.get().document)


def test_what_is_no_longer_among_the_answers_is_asked_for_again(cast: Cast, visit: Visit) -> None:
    window(cast, visit, "med").send({"a:take": ["s|waran", "s|ipren"]})
    last = window(cast, visit, "last")
    last.send(worry=offering.key_of(IPREN))
    window(cast, visit, "med").send({"a:take": ["s|waran"]})
    alma = browser(cast)
    for page in (alma.get(path(visit, "review")), alma.send(path(visit, "review"))):
        assert "Choose one of the answers" in page.content.decode()
    assert not ResponseVersion.objects.exists()
    page = drawn(last)
    assert offers(page) == ["Waran pills"]
    assert "Choose one of the answers" in page.content.decode()
    assert last.send(worry=offering.key_of(IPREN)).status_code == 200
    assert last.send(worry=offering.key_of(WARAN)).url == path(visit, "review")
    assert saved(cast) == (WARAN,)


def test_where_nothing_can_be_chosen_it_is_said_and_not_demanded(cast: Cast, visit: Visit) -> None:
    last = window(cast, visit, "last")
    page = drawn(last)
    assert NOTHING_YET in page.content.decode()
    assert offers(page) == []
    assert last.send(why="x").url == path(visit, "review")
    window(cast, visit, "med").send({"a:take": ["s|waran"]})
    last.send(worry=offering.key_of(WARAN))
    window(cast, visit, "med").send()
    alma = browser(cast)
    assert "Choose one of the answers" not in alma.get(path(visit, "review")).content.decode()
    assert alma.send(path(visit, "review"), {"_over": "0"}).url == path(visit, "receipt")
    assert "waran" not in str(ResponseVersion.objects.get().document)


def test_on_the_same_page_one_sees_what_can_be_chosen_before_one_goes_on(cast: Cast) -> None:
    visit = asked(cast, ON_ONE_PAGE)
    one = window(cast, visit, "one")
    seen = marks(drawn(one))
    stays = one.send({"a:take": ["s|waran", "s|ipren"], "_shown": seen})
    assert stays.url == path(visit, "question-page", "one") + "#id_a:worry"
    page = drawn(one)
    assert offers(page) == ["waran", "ipren"]
    assert 'id="id_a:worry"' in page.content.decode()
    seen = marks(page)
    assert one.send({"a:take": ["s|waran", "s|ipren"], "_shown": seen}).url == path(visit, "review")
    met = one.send({"a:take": ["s|waran"], "a:worry": offering.key_of(IPREN), "_shown": seen})
    assert met.status_code == 200
    assert offers(met) == ["waran", "Skip the question"]
    assert "Choose one of the answers" in met.content.decode()


def test_names_in_rows_can_be_chosen_among(cast: Cast) -> None:
    rows = group("row", item("name"), repeats=True)
    visit = asked(cast, item("first"), rows, group("last", following("worry", NAMED)))
    one = Tab(browser(cast), visit, "first")
    one.press("_add")
    one.write("name", "Alvedon", "“Ipren”\u00a0<400>")
    one.follow(one.post(_to="later"))
    last = window(cast, visit, "last")
    assert offers(drawn(last)) == ["Alvedon", "“Ipren”\u00a0&lt;400&gt;"]
    key = offering.key_of(offering.Choice(value="“Ipren”\u00a0<400>"))
    assert last.send(worry=key).url == path(visit, "review")
    assert "checked" in drawn(last).content.decode()
    assert one.client.get(path(visit, "review")).status_code == 200


def test_with_script_the_page_is_told_of_other_answers_to_choose_from(cast: Cast) -> None:
    visit = asked(cast, ON_ONE_PAGE)
    one = window(cast, visit, "one")
    (empty,) = marks(drawn(one))
    told = json.loads(one.autosave(take=["s|waran"])["HX-Trigger"])["blocks"]["offers"]
    assert told != [empty]
    assert told == marks(drawn(one))
    assert json.loads(one.autosave(take=[])["HX-Trigger"])["blocks"]["offers"] == [empty]


@pytest.mark.parametrize("junk", ["s|waran", "[" * 1_400, '{"valueString": "\\u0000"}', "{}"])
def test_junk_is_told_and_never_an_error(cast: Cast, visit: Visit, junk: str) -> None:
    window(cast, visit, "med").send({"a:take": ["s|waran"]})
    last = window(cast, visit, "last")
    assert last.send(worry=junk).status_code == 200
    assert offers(drawn(last)) == ["Waran pills"]
    assert browser(cast).get(path(visit, "review")).status_code == 200

"""Rows of groups that repeat: what is posted twice, late or from two tabs loses no answer."""

from typing import Any

import pytest

from samplan.forms.drafts import read_draft
from samplan.forms.engine import enabling
from samplan.forms.models import Response
from samplan.forms.tests.factories import begun
from samplan.forms.tests.mounted import address
from samplan.forms.tests.questionnaires import choice, group, item
from samplan.forms.tests.windows import Tab
from tests.cast import Cast, browser_of

MEDICINES = group("med", item("name"), choice("when", "x", "y", repeats=True), repeats=True)

pytestmark = pytest.mark.usefixtures("mounted")


@pytest.fixture
def asks(cast: Cast) -> Response:
    return begun(cast, item("first"), MEDICINES)


def tab(cast: Cast, asks: Response) -> Tab:
    alma = browser_of(cast.acting(cast.alma))
    alma.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return Tab(alma, address(asks, "question-page", "first"))


def tab_with(cast: Cast, asks: Response, *names: str) -> Tab:
    """A tab just drawn, with a saved row for each medicine."""
    one = tab(cast, asks)
    for _ in names[1:]:
        one.press("_add")
    one.write("name", *names)
    one.follow(one.post(_to="later"))
    return tab(cast, asks)


def names(cast: Cast) -> list[Any]:
    """The medicines as they are saved."""
    response = Response.objects.select_related("version").get()
    draft = read_draft(response, cast.acting(cast.alma))
    return [
        value
        for item in draft.form.items.values()
        if item.text == "Text name"
        for value in draft.answers.of(item.link_id) or ("",)
    ]


def test_a_row_is_added_and_taken_away_without_script(cast: Cast, asks: Response) -> None:
    one = tab_with(cast, asks, "Alvedon")
    added = one.post(_add=one.buttons["_add"][0])
    assert added.url.startswith(address(asks, "question-page", "first") + "#id_a:name%1F")
    one.follow(added)
    assert f'id="{added.url.partition("#")[2]}"' in one.follow(added).content.decode()
    assert one.said("name") == ["Alvedon", ""]
    one.write("name", "Alvedon", "Ipren")
    one.press("_drop", 0)
    assert names(cast) == one.said("name") == ["Ipren"]


def test_pressing_remove_twice_takes_one_row(cast: Cast, asks: Response) -> None:
    one = tab_with(cast, asks, "Alvedon", "Ipren", "Waran")
    pressed = one.buttons["_drop"][0]
    one.post(_drop=pressed)
    page = one.follow(one.post(_drop=pressed)).content.decode()
    assert names(cast) == ["Ipren", "Waran"]
    assert "already removed" in page


def test_pressing_add_twice_gives_one_row(cast: Cast, asks: Response) -> None:
    one = tab_with(cast, asks, "Alvedon")
    pressed = one.buttons["_add"][0]
    first, second = one.post(_add=pressed), one.post(_add=pressed)
    assert first.url == second.url
    assert names(cast) == ["Alvedon", ""]


def test_two_tabs_that_both_add_get_a_row_each(cast: Cast, asks: Response) -> None:
    tab_with(cast, asks, "Alvedon")
    one, other = tab(cast, asks), tab(cast, asks)
    one.press("_add")
    other.press("_add")
    assert names(cast) == ["Alvedon", "", ""]


def test_a_row_that_was_added_and_removed_does_not_come_back_by_a_late_add(
    cast: Cast, asks: Response
) -> None:
    late = tab_with(cast, asks, "Alvedon")
    pressed = late.buttons["_add"][0]
    late.post(_add=pressed)
    tab(cast, asks).press("_drop", 1)
    late.post(_add=pressed)
    assert names(cast) == ["Alvedon"]


def test_what_is_saved_late_does_not_bring_a_removed_row_back(cast: Cast, asks: Response) -> None:
    late = tab_with(cast, asks, "Alvedon", "Ipren", "Waran")
    late.write("name", "Alvedon", "Ipren", "Waran 5 mg")
    late.saves_by_itself()
    late.post(_drop=late.buttons["_drop"][1])
    late.saves_by_itself()
    assert names(cast) == ["Alvedon", "Waran 5 mg"]


def test_what_is_saved_late_does_not_empty_a_row_added_since(cast: Cast, asks: Response) -> None:
    late = tab_with(cast, asks, "")
    late.write("name", "Alvedon")
    late.saves_by_itself()
    late.post(_add=late.buttons["_add"][0])
    since = tab(cast, asks)
    since.write("name", "Alvedon", "Ipren")
    since.saves_by_itself()
    late.saves_by_itself()
    late.post(_add=late.buttons["_add"][0])
    assert names(cast) == ["Alvedon", "Ipren"]


def test_older_words_that_come_late_do_not_take_the_place_of_newer(
    cast: Cast, asks: Response
) -> None:
    one = tab_with(cast, asks, "Alvedon", "Ipren")
    late = dict(one.fields)
    one.write("name", "Alvedon 500 mg")
    one.post(_drop=one.buttons["_drop"][1])
    one.client.send(one.url, {**late, "_seen": one._seen}, headers={"HX-Request": "true"})
    assert names(cast) == ["Alvedon 500 mg"]


def test_what_was_written_in_a_row_that_is_gone_is_shown_and_nothing_else_is_lost(
    cast: Cast, asks: Response
) -> None:
    tab_with(cast, asks, "Alvedon", "Ipren", "Waran")
    one, other = tab(cast, asks), tab(cast, asks)
    other.press("_drop", 1)
    one.write("name", "Alvedon", "Ipren 400 mg", "Waran")
    one.fields[one.names("name")[1].replace("a:name", "a:when")] = "s|x"
    told = one.saves_by_itself().content.decode()
    assert "removed in another window" in told
    met = one.follow(one.post())
    page = met.content.decode()
    assert met.status_code == 409
    assert "removed in another window" in page
    assert "Ipren 400 mg" in page
    assert one.said("name") == ["Alvedon", "Waran"]
    one.follow(one.post())
    assert names(cast) == ["Alvedon", "Waran"]


def test_a_row_that_another_tab_added_is_left_alone_where_answers_differ(
    cast: Cast, asks: Response
) -> None:
    tab_with(cast, asks, "Alvedon")
    one, other = tab(cast, asks), tab(cast, asks)
    other.press("_add")
    other.write("name", "Alvedon", "Ipren")
    other.post(_to="later")
    one.fields["a:first"] = "något annat"
    assert one.follow(one.post()).status_code == 409
    assert one.said("name") == ["Alvedon", "Ipren"]
    one.follow(one.post())
    assert names(cast) == ["Alvedon", "Ipren"]


def test_what_follows_from_answers_is_worked_out_once_for_a_page_and_for_a_save(
    cast: Cast, asks: Response, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = tab_with(cast, asks, "Alvedon", "Ipren")
    other = tab(cast, asks)
    work_out, worked_out = enabling._settled, []
    monkeypatch.setattr(enabling, "_settled", lambda *what: worked_out.append(1) or work_out(*what))
    one.client.get(one.url)
    assert len(worked_out) == 1
    one.write("name", "Alvedon", "Waran")
    assert one.post().status_code == 302
    assert len(worked_out) == 2
    other.write("name", "Alvedon", "Trombyl")
    assert other.post().status_code == 409
    assert len(worked_out) <= 4


def test_ticks_can_be_taken_away_in_a_row(cast: Cast, asks: Response) -> None:
    one = tab_with(cast, asks, "Alvedon")
    one.post(**{"a:when": "s|x", "_to": "later"})
    again = tab(cast, asks)
    assert again.fields.pop("a:when") == "s|x"
    again.post(_to="later")
    assert "a:when" not in tab(cast, asks).fields


def test_odd_names_of_rows_change_nothing(cast: Cast, asks: Response) -> None:
    one = tab_with(cast, asks, "Alvedon")
    for name in ("a:nobody", "a:first%1F1", "a:med", "med", "a:med%1F" + "9" * 90, "a:med%1F%00"):
        one.post(_add=name)
        assert names(cast) == ["Alvedon"]
    for name in ("a:nobody", "a:first", "a:name", "%1F"):
        assert one.post(_drop=name).url == address(asks, "review")
    one.post(**{"a:name%1F\x00": "x", "a:nobody%1F1": "x", "a:first%1F1": "x"})
    assert names(cast) == ["Alvedon"]


def test_an_old_draft_counts_its_rows_and_is_read_as_it_was(cast: Cast, asks: Response) -> None:
    tab_with(cast, asks, "Alvedon", "Ipren", "Waran")
    response = Response.objects.get()
    response.draft["rows"] = {"med": 3}
    response.draft.pop("gone", None)
    response.draft["pages"]["first"]["raw"] = {"a:name%1F1": ["x" * 600]}
    response.save()
    one = tab(cast, asks)
    assert one.names("name") == ["a:name", "a:name%1F1", "a:name%1F2"]
    assert one.said("name") == ["Alvedon", "x" * 600, "Waran"]
    one.press("_drop", 0)
    assert one.said("name") == ["x" * 600, "Waran"]

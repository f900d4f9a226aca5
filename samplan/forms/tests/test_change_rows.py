"""Rows of groups that repeat, added and taken away in a draft."""

import pytest

from samplan.forms.actions import add_row, remove_row
from samplan.forms.engine import row_id
from samplan.forms.models import Response
from samplan.forms.pages import draw_page
from samplan.forms.tests.factories import begun, draft_of, save
from samplan.forms.tests.questionnaires import extension, group, item
from samplan.forms.tests.test_pages import html
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db

ROW = "%1F"  # the mark of a row, in the name of a field
MOST_THREE = extension("questionnaire-maxOccurs", valueInteger=3)


def begun_with_rows(cast: Cast) -> Response:
    rows = group("med", item("name"), item("n", "integer"), repeats=True, extension=[MOST_THREE])
    return begun(cast, item("before"), rows)


def page_of(response: Response, cast: Cast) -> str:
    draft = draft_of(response, cast.acting(cast.alma))
    return html(draw_page(draft, draft.form.pages[0]))


def test_a_row_is_added_empty_and_stays_so(cast: Cast) -> None:
    response = begun_with_rows(cast)
    add_row(response, "med", acting=cast.acting(cast.alma), at=AT)
    draft = draft_of(response, cast.acting(cast.alma))
    assert row_id("name", 1) in draft.form.items
    drawn = page_of(response, cast)
    assert drawn.count('name="_drop"') == 2
    assert drawn.count('name="_add"') == 1


def test_no_more_rows_are_added_than_there_is_room_for(cast: Cast) -> None:
    response = begun_with_rows(cast)
    for _ in range(5):
        add_row(response, "med", acting=cast.acting(cast.alma), at=AT)
    assert draft_of(response, cast.acting(cast.alma)).form.source.rows == {"med": 3}
    assert 'name="_add"' not in page_of(response, cast)


def test_a_row_goes_with_its_answers_and_what_was_unclear_in_others_follows(cast: Cast) -> None:
    response = begun_with_rows(cast)
    for _ in range(2):
        add_row(response, "med", acting=cast.acting(cast.alma), at=AT)
    save(
        response,
        cast.acting(cast.alma),
        "before",
        **{"name": "ett", f"name{ROW}1": "två", f"name{ROW}2": "tre", f"n{ROW}2": "många"},
    )
    remove_row(response, row_id("med", 1), acting=cast.acting(cast.alma), at=AT)
    draft = draft_of(response, cast.acting(cast.alma))
    assert dict(draft.answers) == {"name": ("ett",), row_id("name", 1): ("tre",)}
    assert [fault.link_id for fault in draft.faults(draft.form.pages[0])] == [row_id("n", 1)]
    assert 'value="många"' in page_of(response, cast)


def test_the_last_row_is_emptied_and_stays(cast: Cast) -> None:
    response = begun_with_rows(cast)
    save(response, cast.acting(cast.alma), "before", name="ett")
    remove_row(response, "med", acting=cast.acting(cast.alma), at=AT)
    draft = draft_of(response, cast.acting(cast.alma))
    assert dict(draft.answers) == {}
    assert "name" in draft.form.items


def test_only_rows_that_are_there_can_be_changed(cast: Cast) -> None:
    response = begun_with_rows(cast)
    for name in ("before", "nobody"):
        with pytest.raises(KeyError):
            add_row(response, name, acting=cast.acting(cast.alma), at=AT)
    with pytest.raises(KeyError):
        remove_row(response, row_id("med", 5), acting=cast.acting(cast.alma), at=AT)

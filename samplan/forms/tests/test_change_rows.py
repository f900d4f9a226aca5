"""Rows of groups that repeat, added and taken away in a draft."""

import pytest

from samplan.forms.actions import (
    RowGone,
    Seen,
    add_row,
    remove_row,
    save_page,
    send_response,
)
from samplan.forms.drawing.pages import draw_page
from samplan.forms.engine import Keys, read_post, row_id
from samplan.forms.models import Response
from samplan.forms.tests.factories import begun, draft_of, save
from samplan.forms.tests.questionnaires import extension, group, item, posted
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


def add(response: Response, cast: Cast, key: str = "k") -> None:
    add_row(response, row_id("med", key), acting=cast.acting(cast.alma), at=AT)


def remove(response: Response, cast: Cast, key: str = "") -> None:
    remove_row(response, row_id("med", key), acting=cast.acting(cast.alma), at=AT)


def rows_of(response: Response, cast: Cast) -> Keys:
    return draft_of(response, cast.acting(cast.alma)).form.source.rows["med"]


def test_a_row_is_added_empty_and_stays_so(cast: Cast) -> None:
    response = begun_with_rows(cast)
    add(response, cast)
    assert rows_of(response, cast) == ("", "k")
    drawn = page_of(response, cast)
    assert drawn.count('name="_drop"') == 2
    assert drawn.count('name="_add"') == 1
    assert drawn.count(f'<input type="hidden" name="a:med{ROW}k">') == 1


def test_the_same_row_is_added_once_and_not_after_it_was_removed(cast: Cast) -> None:
    response = begun_with_rows(cast)
    for _ in range(2):
        add(response, cast)
    assert rows_of(response, cast) == ("", "k")
    assert Response.objects.get().revision == 1
    remove(response, cast, "k")
    with pytest.raises(RowGone):
        add(response, cast)
    assert rows_of(response, cast) == ("",)


def test_no_more_rows_are_added_than_there_is_room_for(cast: Cast) -> None:
    response = begun_with_rows(cast)
    for key in "klmn":
        add(response, cast, key)
    assert rows_of(response, cast) == ("", "k", "l")
    assert 'name="_add"' not in page_of(response, cast)


def test_a_row_goes_with_its_answers_and_what_is_unclear_in_others_stays(cast: Cast) -> None:
    response = begun_with_rows(cast)
    for key in "kl":
        add(response, cast, key)
    written = {"name": "ett", f"name{ROW}k": "två", f"n{ROW}k": "få", f"name{ROW}l": "tre"}
    save(response, cast.acting(cast.alma), "before", **written, **{f"n{ROW}l": "många"})
    remove(response, cast, "k")
    remove(response, cast)
    draft = draft_of(response, cast.acting(cast.alma))
    assert dict(draft.answers) == {row_id("name", "l"): ("tre",)}
    assert [fault.link_id for fault in draft.faults(draft.form.pages[0])] == [row_id("n", "l")]
    assert draft.page(draft.form.page("before")).raw == {f"a:n{ROW}l": ("många",)}
    assert 'value="många"' in page_of(response, cast)


def test_a_row_is_removed_once(cast: Cast) -> None:
    response = begun_with_rows(cast)
    add(response, cast)
    remove(response, cast)
    with pytest.raises(RowGone):
        remove(response, cast)
    assert rows_of(response, cast) == ("k",)


def test_the_last_row_makes_room_for_an_empty_one(cast: Cast) -> None:
    response = begun_with_rows(cast)
    save(response, cast.acting(cast.alma), "before", name="ett")
    remove(response, cast)
    draft = draft_of(response, cast.acting(cast.alma))
    assert dict(draft.answers) == {}
    (row,) = draft.form.source.rows["med"]
    assert row
    assert row_id("name", row) in draft.form.items


def test_only_groups_that_repeat_have_rows(cast: Cast) -> None:
    response = begun_with_rows(cast)
    for name in ("before", "nobody", "name"):
        for change in (add_row, remove_row):
            with pytest.raises(KeyError):
                change(response, row_id(name, "k"), acting=cast.acting(cast.alma), at=AT)
    with pytest.raises(RowGone):
        remove(response, cast, "k")


def test_a_page_keeps_its_address_and_its_standing_when_its_first_row_goes(cast: Cast) -> None:
    response = begun(cast, group("med", item("name"), repeats=True), group("two", item("b")))
    save(response, cast.acting(cast.alma), "med", name="ett")
    add(response, cast)
    remove(response, cast)
    draft = draft_of(response, cast.acting(cast.alma))
    assert [page.link_id for page in draft.form.pages] == ["med", "two"]
    assert set(draft.pages) == {"med"}


def test_rows_keep_their_keys_when_they_are_sent_and_counted_anew_by_the_other_side(
    cast: Cast,
) -> None:
    response = begun_with_rows(cast)
    alma, maria = cast.acting(cast.alma), cast.acting(cast.maria)
    add(response, cast)
    save(response, alma, "before", **{"name": "ett", f"name{ROW}k": "två"})
    send_response(response, over=0, acting=alma, at=AT)
    assert rows_of(response, cast) == ("", "k")
    assert draft_of(response, maria).form.source.rows["med"] == ("", "1")
    assert dict(draft_of(response, maria).answers) == {
        "name": ("ett",),
        row_id("name", "1"): ("två",),
    }


def test_a_post_that_was_read_before_a_row_went_does_not_bring_it_back(cast: Cast) -> None:
    response, alma = begun_with_rows(cast), cast.acting(cast.alma)
    add(response, cast)
    before = draft_of(response, alma)
    page = before.form.pages[0]
    post = read_post(before.form, page, posted(**{"name": "ett", f"name{ROW}k": "två"}))
    remove(response, cast, "k")
    since = draft_of(response, alma)
    seen = Seen(since.digest(since.form.pages[0]), "w")
    save_page(response, page, post, seen=seen, acting=alma, at=AT)
    draft = draft_of(response, alma)
    assert dict(draft.answers) == {"name": ("ett",)}
    assert draft.form.source.rows == {"med": ("",)}

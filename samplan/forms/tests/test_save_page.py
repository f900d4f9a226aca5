"""Pages of answers are saved as they are, and never over what another window saved."""

import pytest

from samplan.audit.models import Event
from samplan.forms.actions import Conflict, Seen
from samplan.forms.models import Response
from samplan.forms.tests.factories import begun, draft_of, save
from samplan.forms.tests.questionnaires import group, item, when
from tests.cast import Cast

PAGES = (
    group("one", item("a"), item("n", "integer")),
    group("two", item("b", "text", required=True)),
)


def test_a_page_is_saved_and_the_other_left_alone(cast: Cast) -> None:
    alma, response = cast.acting(cast.alma), begun(cast, *PAGES)
    save(response, alma, "two", b="yr")
    save(response, alma, "one", a="först", n="12")
    draft = draft_of(response, alma)
    assert dict(draft.answers) == {"a": ("först",), "n": (12,), "b": ("yr",)}
    assert set(draft.pages) == {"one", "two"}
    assert Response.objects.get().revision == 2
    assert Response.objects.get().has_unsent


def test_what_is_not_understood_is_kept_as_it_was_written(cast: Cast) -> None:
    alma, response = cast.acting(cast.alma), begun(cast, *PAGES)
    save(response, alma, "one", a="x" * 1_000_000, n="många")
    draft = draft_of(response, alma)
    page = draft.form.page("one")
    assert draft.page(page).raw == {"a:a": ("x" * 1_000_000,), "a:n": ("många",)}
    assert [fault.code.value for fault in draft.faults(page)] == [
        "too-long",
        "not-a-whole-number",
    ]
    save(response, alma, "one", a="kort", n="12")
    assert draft_of(response, alma).faults(page) == ()


@pytest.mark.parametrize("written", ["a\x00b", "\ud800", "‮\x1b"])
def test_hostile_characters_are_kept_as_far_as_they_can_be_drawn(cast: Cast, written: str) -> None:
    alma, response = cast.acting(cast.alma), begun(cast, *PAGES)
    save(response, alma, "one", a=written)
    draft = draft_of(response, alma)
    assert "\ufffd" in draft.page(draft.form.page("one")).raw["a:a"][0]


def test_answers_that_are_hidden_for_now_are_kept(cast: Cast) -> None:
    asks = item("more", enableWhen=[when("has", answerBoolean=True)])
    alma, response = cast.acting(cast.alma), begun(cast, item("has", "boolean"), asks)
    save(response, alma, "has", has="true", more="mer")
    save(response, alma, "has", has="false", more="mer")
    assert draft_of(response, alma).answers.of("more") == ("mer",)


def test_two_windows_with_different_answers_are_a_conflict(cast: Cast) -> None:
    alma, response = cast.acting(cast.alma), begun(cast, *PAGES)
    draft = draft_of(response, alma)
    drawn = draft.digest(draft.form.page("one"))
    save(response, alma, "one", a="en", seen=Seen(drawn, "w1"))
    with pytest.raises(Conflict) as met:
        save(response, alma, "one", a="två", seen=Seen(drawn, "w2"))
    saved = met.value.saved
    assert saved.answers.of("a") == ("en",)
    assert draft_of(response, alma).answers.of("a") == ("en",)
    fresh = saved.digest(saved.form.page("one"))
    save(response, alma, "one", a="två", seen=Seen(fresh, "w2"))
    assert draft_of(response, alma).answers.of("a") == ("två",)


def test_no_conflict_over_another_page_the_same_words_or_ones_own_window(cast: Cast) -> None:
    alma, response = cast.acting(cast.alma), begun(cast, *PAGES)
    draft = draft_of(response, alma)
    one, two = (draft.digest(draft.form.page(name)) for name in ("one", "two"))
    save(response, alma, "one", a="en", seen=Seen(one, "w1"))
    save(response, alma, "two", b="yr", seen=Seen(two, "w2"))
    save(response, alma, "one", a="en", seen=Seen(one, "w2"))
    # Its automatic saving got through, but the answer to it had not come back.
    save(response, alma, "one", a="ett", seen=Seen(one, "w1"))
    assert draft_of(response, alma).answers.of("a") == ("ett",)


def test_what_was_sent_before_a_button_was_pressed_does_not_replace_what_the_button_sent(
    cast: Cast,
) -> None:
    """On a slow line the script's saving may arrive after "Next": the last words were lost."""
    alma, response = cast.acting(cast.alma), begun(cast, *PAGES)
    draft = draft_of(response, alma)
    drawn = draft.digest(draft.form.page("one"))
    save(response, alma, "one", a="Ont i b", seen=Seen(drawn, "w1", as_one_writes=True))
    save(response, alma, "one", a="Ont i bröstet", seen=Seen(drawn, "w1"))
    with pytest.raises(Conflict):
        save(response, alma, "one", a="Ont i brö", seen=Seen(drawn, "w1", as_one_writes=True))
    draft = draft_of(response, alma)
    assert draft.answers.of("a") == ("Ont i bröstet",)
    again = Seen(draft.digest(draft.form.page("one")), "w1", as_one_writes=True)
    save(response, alma, "one", a="Ont i bröstkorgen", seen=again)
    assert draft_of(response, alma).answers.of("a") == ("Ont i bröstkorgen",)


def test_what_the_script_sent_first_and_came_last_does_not_replace_what_it_sent_since(
    cast: Cast,
) -> None:
    """It sends anew without waiting for an answer, and two workers may swap what they are given."""
    alma, response = cast.acting(cast.alma), begun(cast, *PAGES)
    draft = draft_of(response, alma)
    drawn = draft.digest(draft.form.page("one"))
    first, second, third = (Seen(drawn, "w1", as_one_writes=True, nth=nth) for nth in (1, 2, 3))
    save(response, alma, "one", a="Ont i b", seen=second)
    with pytest.raises(Conflict):
        save(response, alma, "one", a="Ont", seen=first)
    save(response, alma, "one", a="Ont i bröstet", seen=third)
    assert draft_of(response, alma).answers.of("a") == ("Ont i bröstet",)


def test_a_window_without_a_name_has_no_privilege(cast: Cast) -> None:
    alma, response = cast.acting(cast.alma), begun(cast, *PAGES)
    save(response, alma, "one", a="en", seen=Seen("", ""))
    with pytest.raises(Conflict):
        save(response, alma, "one", a="två", seen=Seen("", ""))


def test_a_page_posted_twice_is_saved_once_and_its_beginning_logged_once(cast: Cast) -> None:
    alma, response = cast.acting(cast.alma), begun(cast, *PAGES)
    draft = draft_of(response, alma)
    drawn = Seen(draft.digest(draft.form.page("one")), "w1")
    for _ in range(2):
        save(response, alma, "one", a="en", seen=drawn)
    save(response, alma, "two", b="yr")
    assert Response.objects.get().revision == 2
    assert Event.objects.filter(kind="response.begun").count() == 1


def test_an_empty_page_counts_as_saved(cast: Cast) -> None:
    alma, response = cast.acting(cast.alma), begun(cast, *PAGES)
    save(response, alma, "one")
    assert set(draft_of(response, alma).pages) == {"one"}


def test_each_side_has_its_own_draft(cast: Cast) -> None:
    alma, maria, response = cast.acting(cast.alma), cast.acting(cast.maria), begun(cast, *PAGES)
    save(response, alma, "one", a="mitt eget")
    assert draft_of(response, maria).answers.of("a") == ()
    save(response, maria, "one", a="per telefon")
    assert draft_of(response, alma).answers.of("a") == ("mitt eget",)

"""What undoing takes back is said in a few words."""

from typing import Any

import pytest
from django.utils import translation

from samplan.access.acting import StaffActing
from samplan.forms.building.flat import change_between, taken_apart
from samplan.forms.supply.drafting import change_draft, make_form
from samplan.forms.supply.opening import opened_of_own
from samplan.forms.tests.questionnaires import choice, group, hint, item, questionnaire
from samplan.forms.workbench.last_change import described, last_change
from tests.cast import AT, Cast


def form(*items: Any, **more: Any) -> dict[str, Any]:
    return questionnaire(group("p", *items), **more)


def change_said(before: dict[str, Any], after: dict[str, Any]) -> str:
    now = taken_apart(after)
    return described(change_between(taken_apart(before), now).before, now)


BEFORE = form(item("a"), item("b"), item("c"), item("d"))


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (form(item("a"), item("n"), item("b"), item("c"), item("d")), "added “Text n”"),
        (form(item("a"), item("c"), item("d")), "took away “Text b”"),
        (form(item("a")), "took away “Text b” and 2 more"),
        (form(item("d"), item("a"), item("b"), item("c")), "moved “Text d”"),
        (form(item("b"), item("c"), item("d"), item("a")), "moved “Text a”"),
        (
            form(item("b"), item("a"), item("c"), item("d")),
            "let “Text a” and “Text b” change places",
        ),
        (form(item("a", text="Ny"), item("b"), item("c"), item("d")), "changed “Ny”"),
        (form(item("a", item=[hint("h")]), item("b"), item("c"), item("d")), "changed “Text a”"),
        (form(*BEFORE["item"][0]["item"], title="Ny"), "changed the form's name and purpose"),
        (
            form(item("a", item=[hint("h")], text="Ny"), *BEFORE["item"][0]["item"][1:]),
            "changed “Ny”",
        ),
        (questionnaire(*BEFORE["item"], {"linkId": "q", "type": "group"}), None),
        (questionnaire(*BEFORE["item"], group("q", item("x"), item("y"))), "added “Text q”"),
    ],
)
def test_each_kind_of_change(after: dict[str, Any], said: str | None) -> None:
    with translation.override("en-gb"):
        assert change_said(BEFORE, after) == (said or "added a page without a heading")


def test_long_words_are_shortened() -> None:
    with translation.override("en-gb"):
        said = change_said(BEFORE, form(*BEFORE["item"][0]["item"], item("n", text="ord " * 40)))
    assert said.endswith(" …”")
    assert len(said) < 60


def test_a_moved_page_and_other_answers() -> None:
    old = questionnaire(group("p", choice("a", "x")), group("q", item("b")))
    with translation.override("en-gb"):
        swapped = change_said(old, questionnaire(*old["item"][::-1]))
        assert swapped == "let “Text p” and “Text q” change places"
        changed = questionnaire(group("p", choice("a", "x", "y")), group("q", item("b")))
        assert change_said(old, changed) == "changed “Text a”"


def test_the_newest_change_of_a_draft_is_said(cast: Cast) -> None:
    stig = cast.acting(cast.stig)
    assert isinstance(stig, StaffActing)
    draft = make_form("Frågor", acting=stig, at=AT)

    def said() -> str:
        return last_change(opened_of_own(stig, form_id=draft.questionnaire_id))

    assert said() == ""

    for over, text in enumerate(("Ett", "Två")):
        document = {**draft.document, "item": [group("p", item("a", text=text))]}
        draft = change_draft(draft, document, over=over, acting=stig, at=AT)

    assert said() == "ändrade ”Två”"

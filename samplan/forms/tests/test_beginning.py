"""Answers begin with what the form says, and what it works out is sent with them."""

import pytest

from samplan.forms.actions import send_response
from samplan.forms.models import Response
from samplan.forms.tests.factories import begun, draft_of, save
from samplan.forms.tests.questionnaires import item
from samplan.forms.tests.test_engine_expressions import answer_to, calculated
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db


def begun_form(cast: Cast) -> Response:
    return begun(
        cast,
        item("n", "integer", initial=[{"valueInteger": 4}]),
        item("fixed", readOnly=True, initial=[{"valueString": "så"}]),
        calculated("double", "integer", f"{answer_to('n')} * 2"),
    )


def test_a_draft_begins_with_the_first_answers_and_they_can_be_taken_back(cast: Cast) -> None:
    alma, response = cast.acting(cast.alma), begun_form(cast)
    assert dict(draft_of(response, alma).answers) == {"n": (4,), "fixed": ("så",)}
    save(response, alma, "n", n="")
    assert dict(draft_of(response, alma).answers) == {"fixed": ("så",)}


def test_what_is_worked_out_is_sent_whatever_was_posted_for_it(cast: Cast) -> None:
    alma, response = cast.acting(cast.alma), begun_form(cast)
    save(response, alma, "n", n="5", double="99", fixed="annat")
    sent = send_response(response, over=0, acting=alma, at=AT)
    said = {entry["linkId"]: entry["answer"][0] for entry in sent.document["item"]}
    assert said == {
        "n": {"valueInteger": 5},
        "fixed": {"valueString": "så"},
        "double": {"valueInteger": 10},
    }

"""What was answered before to the same form: what is new since, and numbers over time."""

import uuid
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from samplan.access.acting import StaffActing
from samplan.forms import engine
from samplan.forms.actions import begin_responses, send_response
from samplan.forms.loading import publish
from samplan.forms.models import Response, ResponseVersion
from samplan.forms.tests.factories import SYSTEM, Meeting, save
from samplan.forms.tests.questionnaires import choice, group, item, questionnaire
from samplan.forms.trends import MOST_TIMES, earlier_answers, otherwise_than, trends
from tests.cast import AT, Cast

LOINC = {"system": "http://loinc.org", "code": "8480-6"}
CARE, PATIENT = engine.Audience.CARE, engine.Audience.PATIENT


def form(*more: Any, **facts: Any) -> Any:
    return questionnaire(
        group("p", item("over", "integer", text="Övertryck", code=[LOINC]), item("ord"), *more),
        **facts,
    )


def answered(cast: Cast, acting: Any, document: Any, *, at: datetime, **fields: str) -> Any:
    version, _new = publish(document, slug="test", owner=cast.heart, acting=SYSTEM, at=at)
    about = Meeting(uuid.uuid4(), acting.patient_id, cast.heart.pk)
    (response,) = begin_responses([(version, about)], at=at)
    save(response, acting, "p", **fields)
    return send_response(Response.objects.get(pk=response.pk), over=0, acting=acting, at=at)


def over_time(cast: Cast, count: int, **facts: Any) -> tuple[Any, list[ResponseVersion]]:
    alma = cast.acting(cast.alma)
    versions = [
        answered(
            cast, alma, form(**facts), at=AT + timedelta(days=n), over=str(140 - n), ord=f"dag {n}"
        )
        for n in range(count)
    ]
    return alma, versions


def test_a_number_given_twice_is_a_trend(cast: Cast):
    alma, (_first, second) = over_time(cast, 2)
    earlier = earlier_answers(second, alma)
    (trend,) = trends([second, *earlier], reader=PATIENT, language="sv")
    assert trend.label == "Övertryck"
    assert trend.points == (
        (date(2026, 11, 23), Decimal(140)),
        (date(2026, 11, 24), Decimal(139)),
    )


def test_given_once_it_is_none(cast: Cast):
    alma, (only,) = over_time(cast, 1)
    assert earlier_answers(only, alma) == []
    assert trends([only], reader=PATIENT, language="sv") == []


def test_what_is_answered_otherwise_than_last_time(cast: Cast):
    _alma, (first, second) = over_time(cast, 2)
    assert otherwise_than(second, first) == {"over": "140", "ord": "dag 0"}
    assert otherwise_than(second, second) == {}


def test_it_goes_back_only_so_far(cast: Cast):
    alma, versions = over_time(cast, MOST_TIMES + 3)
    earlier = earlier_answers(versions[-1], alma)
    assert [each.pk for each in earlier] == [each.pk for each in reversed(versions[3 - 1 : -1])][
        : MOST_TIMES - 1
    ]


def test_the_same_code_is_the_same_number_in_a_newer_version(cast: Cast):
    alma = cast.acting(cast.alma)
    answered(cast, alma, form(), at=AT, over="150")
    renamed = questionnaire(group("p", item("nytt", "integer", text="Övre", code=[LOINC])))
    newer = answered(cast, alma, renamed, at=AT + timedelta(days=9), nytt="130")
    (trend,) = trends([newer, *earlier_answers(newer, alma)], reader=PATIENT, language="sv")
    assert (trend.label, [int(value) for _day, value in trend.points]) == ("Övre", [150, 130])


def test_a_link_id_that_names_another_question_now_is_not_the_same(cast: Cast):
    """The builder gives a free linkId anew, and copies of one form give the same to others."""
    alma = cast.acting(cast.alma)
    old = questionnaire(group("p", item("fraga-1", "integer", text="Vikt")))
    before = answered(cast, alma, old, at=AT, **{"fraga-1": "80"})
    new = questionnaire(group("p", item("fraga-1", "integer", text="Glas om dagen")))
    newer = answered(cast, alma, new, at=AT + timedelta(days=9), **{"fraga-1": "2"})

    assert trends([newer, before], reader=PATIENT, language="sv") == []
    assert otherwise_than(newer, before) == {}


def test_the_sum_of_points_is_for_whom_the_form_says(cast: Cast):
    scored = choice("q", "x", "y")
    url = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
    for place, option in enumerate(scored["answerOption"]):
        option["extension"] = [{"url": url, "valueDecimal": place}]
    shown = {
        "url": "https://samplan.example/fhir/StructureDefinition/score-shown-to",
        "valueCode": "care",
    }
    alma = cast.acting(cast.alma)
    for day, key in ((0, "s|x"), (1, "s|y")):
        newest = answered(
            cast, alma, form(scored, extension=[shown]), at=AT + timedelta(days=day), q=key
        )
    versions = [newest, *earlier_answers(newest, alma)]
    assert trends(versions, reader=PATIENT, language="sv") == []
    (trend,) = trends(versions, reader=CARE, language="sv")
    assert (trend.is_score, [int(value) for _day, value in trend.points]) == (True, [0, 1])


def test_only_what_the_acting_reaches_is_looked_at(cast: Cast):
    _alma, (_first, second) = over_time(cast, 2)
    maria, petra = cast.acting(cast.maria), cast.acting(cast.petra)
    assert isinstance(maria, StaffActing)
    assert len(earlier_answers(second, maria)) == 1
    assert earlier_answers(second, petra) == []
    assert earlier_answers(second, cast.acting(cast.carl)) == []

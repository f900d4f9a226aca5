"""Answers as the items of a QuestionnaireResponse, nested as the questionnaire."""

from samplan.forms.engine.answers import Answers
from samplan.forms.engine.extensions import SCORES
from samplan.forms.engine.form import Form
from samplan.forms.engine.items import Item
from samplan.forms.engine.kinds import Kind
from samplan.forms.engine.row_ids import plain_id
from samplan.forms.engine.value_json import number, write_value
from samplan.forms.engine.values import Choice, Value


def nested(
    form: Form, answers: Answers, *, with_scores: bool = False, with_empty_rows: bool = False
) -> list[dict[str, object]]:
    """The answered items, and those above them. Bottom up: when an item is met, what stands
    below it is ready. `with_scores` has what chosen options count for, as FHIR's ordinalValue;
    `with_empty_rows` keeps the place of every row.
    """
    below: dict[str | None, list[dict[str, object]]] = {}
    for item in reversed(list(form.items.values())):
        given = [_answer(item, value, with_scores) for value in answers.of(item.link_id)]
        inner = below.pop(item.link_id, [])[::-1]
        is_row = with_empty_rows and item.kind is Kind.GROUP and item.repeats
        if not given and not inner and not is_row:
            continue
        written: dict[str, object] = {"linkId": plain_id(item.link_id)}
        if given:
            if inner:
                given[0]["item"] = inner
            written["answer"] = given
        elif inner:
            written["item"] = inner
        below.setdefault(item.parent_id, []).append(written)
    return below.pop(None, [])[::-1]


def _answer(item: Item, value: Value, with_scores: bool) -> dict[str, object]:
    written = write_value(value)
    option = item.option_of(value) if with_scores and isinstance(value, Choice) else None
    coding = written.get("valueCoding")
    if option is not None and option.score is not None and isinstance(coding, dict):
        score = {"url": SCORES[0], "valueDecimal": number(option.score)}
        written["valueCoding"] = {**coding, "extension": [score]}
    return written

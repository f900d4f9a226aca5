"""Answers as the items of a QuestionnaireResponse, nested as the questionnaire."""

from bisect import bisect
from typing import Any

from samplan.forms.engine.answers import Answers
from samplan.forms.engine.extensions import SCORES
from samplan.forms.engine.form import Form
from samplan.forms.engine.items import Item
from samplan.forms.engine.kinds import Kind
from samplan.forms.engine.row_ids import plain_id
from samplan.forms.engine.value_json import number, write_value
from samplan.forms.engine.values import Choice, Value
from samplan.forms.engine.walking import Part


def nested(
    form: Form, answers: Answers, *, with_empty_rows: bool = False
) -> list[dict[str, object]]:
    """The answered items, and those above them. Bottom up: when an item is met, what stands
    below it is ready. `with_empty_rows` keeps the place of every row.
    """
    below: dict[str | None, list[dict[str, object]]] = {}
    for item in reversed(list(form.items.values())):
        given = [write_value(value) for value in answers.of(item.link_id)]
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


class Unfolding:
    """A response for formulas, which grows as answers become known.

    Each is taken in after that of what it stands in; what is there at any time is what `nested`
    would give, with what chosen options count for as FHIR's ordinalValue.
    """

    def __init__(self, form: Form) -> None:
        self.form = form
        self.items: list[Part] = []
        self.resource = Part(resourceType="QuestionnaireResponse", item=self.items)
        self._order = {link_id: number for number, link_id in enumerate(form.items)}
        self._parts: dict[str, Part] = {}
        self._places: dict[str | None, list[int]] = {}

    def add(self, item: Item, values: tuple[Value, ...]) -> None:
        """Take in the answer to a question."""
        if values:
            self._part(item)["answer"] = [_with_score(item, value) for value in values]

    def _part(self, item: Item) -> Part:
        if item.link_id not in self._parts:
            part = Part(linkId=plain_id(item.link_id))
            places = self._places.setdefault(item.parent_id, [])
            place = bisect(places, self._order[item.link_id])
            places.insert(place, self._order[item.link_id])
            self._beside(item).insert(place, part)
            self._parts[item.link_id] = part
        return self._parts[item.link_id]

    def _beside(self, item: Item) -> list[Part]:
        """The items that an item stands among."""
        if item.parent_id is None:
            return self.items
        above = self._part(self.form.items[item.parent_id])
        holder = above["answer"][0] if "answer" in above else above
        items: list[Part] = holder.setdefault("item", [])
        return items


def _with_score(item: Item, value: Value) -> Part:
    written: dict[str, Any] = write_value(value)
    option = item.option_of(value) if isinstance(value, Choice) else None
    if option is not None and option.score is not None and "valueCoding" in written:
        score = {"url": SCORES[0], "valueDecimal": number(option.score)}
        written["valueCoding"]["extension"] = [score]
    return Part(written)

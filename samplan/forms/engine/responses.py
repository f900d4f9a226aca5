"""Answers as FHIR R4 QuestionnaireResponse, there and back."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from samplan.forms.engine.answers import Answers
from samplan.forms.engine.enabling import keep_enabled
from samplan.forms.engine.flaws import Flaw
from samplan.forms.engine.form import Form
from samplan.forms.engine.items import MAX_ANSWERS, Item
from samplan.forms.engine.nesting import nested
from samplan.forms.engine.nodes import Node
from samplan.forms.engine.problems import Report, UnreadableResponse
from samplan.forms.engine.row_ids import plain_id, row_id, row_keys
from samplan.forms.engine.rows import fitted, is_repeating
from samplan.forms.engine.screening import screen, usable_link_id
from samplan.forms.engine.value_json import read_value
from samplan.forms.engine.values import Value


class ResponseStatus(StrEnum):
    """FHIR's questionnaire-answers-status."""

    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    AMENDED = "amended"
    ENTERED_IN_ERROR = "entered-in-error"
    STOPPED = "stopped"


def response_from_answers(
    form: Form,
    answers: Answers,
    *,
    authored_at: datetime,
    status: ResponseStatus | str,
    with_hidden: bool = False,
) -> dict[str, object]:
    """The answers to enabled questions as a QuestionnaireResponse, nested as the questionnaire.

    A draft keeps answers to hidden questions too, for the person may come back to them, and the
    place of every row.

    Plain JSON values; without subject and author, which the caller knows. `authored_at` must
    carry its time zone (ValueError). The answers must be free of faults, see `validate`.
    """
    if authored_at.utcoffset() is None:
        raise ValueError("authored_at needs a time zone")
    form = fitted(form, answers)
    response: dict[str, object] = {
        "resourceType": "QuestionnaireResponse",
        "status": ResponseStatus(status).value,
        "authored": authored_at.isoformat(timespec="seconds"),
    }
    if form.canonical:
        response["questionnaire"] = form.canonical
    kept = answers if with_hidden else keep_enabled(form, answers)
    if items := nested(form, kept, with_empty_rows=with_hidden):
        response["item"] = items
    return response


def answers_from_response(form: Form, response: object) -> Answers:
    """The answers in a QuestionnaireResponse (parsed JSON) to this very form, in the order of
    whose rows those of the response stand.

    Raises UnreadableResponse with everything that does not fit. What fits may still have faults:
    see `validate`. Takes anything, and raises nothing else.
    """
    report = Report()
    raw = screen(response, report)
    values: dict[str, tuple[Value, ...]] = {}
    if raw is not None:
        root = Node(raw, report)
        _check_root(form, root)
        values = _read_items(form, root)
    if report.problems:
        raise UnreadableResponse(report.problems)
    return Answers(values)


def _check_root(form: Form, root: Node) -> None:
    if root.raw.get("resourceType") != "QuestionnaireResponse":
        root.refuse(Flaw.WRONG_RESOURCE, expected="QuestionnaireResponse")
    questionnaire = root.string("questionnaire")
    if questionnaire and form.canonical and questionnaire != form.canonical:
        root.refuse(Flaw.OTHER_QUESTIONNAIRE, questionnaire=questionnaire)


class _Place(NamedTuple):
    """An item on its way to be read: what it stands in, and the row if that is in one."""

    node: Node
    parent: str | None = None
    row: str = ""


@dataclass(slots=True)
class _Reader:
    """Reads items in document order, so that rows are counted as they stand."""

    form: Form
    values: dict[str, tuple[Value, ...]] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    rows: dict[str, Iterator[str]] = field(default_factory=dict)
    count: Counter[str] = field(default_factory=Counter)

    def read(self, place: _Place) -> list[_Place]:
        """Keep the answers of one item, and give what stands below it."""
        node = place.node._replace(link_id=usable_link_id(place.node.raw.get("linkId")))
        item = self.form.items.get(self.form.first(node.link_id or ""))
        if item is None:
            node.refuse(Flaw.UNKNOWN_LINK_ID)
            return []
        if item.parent_id != place.parent:
            node.refuse(Flaw.OUT_OF_PLACE)
        row = self._row(item, node) if is_repeating(item) else place.row
        key = row_id(plain_id(item.link_id), row)
        if key in self.places:
            node.refuse(Flaw.DUPLICATE_LINK_ID, other=self.places[key])
        self.places[key] = node.path
        given = node.children("answer")
        self.values[key] = _read_values(item, node, given)
        holders = (node, *given)
        return [
            _Place(child, item.link_id, row)
            for holder in holders
            for child in holder.children("item")
        ]

    def _row(self, item: Item, node: Node) -> str:
        group_id = plain_id(item.link_id)
        if self.count[group_id] == MAX_ANSWERS:
            node.refuse(Flaw.TOO_MANY_ANSWERS, limit=MAX_ANSWERS)
        self.count[group_id] += 1
        own = self.form.source.rows[group_id]
        return next(self.rows.setdefault(group_id, row_keys(own)))


def _read_items(form: Form, root: Node) -> dict[str, tuple[Value, ...]]:
    reader = _Reader(form)
    waiting = [_Place(node) for node in reversed(root.children("item"))]
    while waiting:
        waiting.extend(reversed(reader.read(waiting.pop())))
    return reader.values


def _read_values(item: Item, node: Node, given: list[Node]) -> tuple[Value, ...]:
    if len(given) > MAX_ANSWERS:
        node.refuse(Flaw.TOO_MANY_ANSWERS, limit=MAX_ANSWERS)
        return ()
    values = []
    for part in given:
        value = read_value(item, part.raw)
        if value is None:
            part.refuse(Flaw.UNREADABLE_ANSWER, type=item.kind.value)
        else:
            values.append(value)
    return tuple(values)

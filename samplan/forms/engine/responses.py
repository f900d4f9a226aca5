"""Answers as FHIR R4 QuestionnaireResponse, there and back."""

from datetime import datetime
from enum import StrEnum

from samplan.forms.engine.answers import Answers
from samplan.forms.engine.enabling import keep_enabled
from samplan.forms.engine.flaws import Flaw
from samplan.forms.engine.form import Form
from samplan.forms.engine.items import MAX_ANSWERS, Item
from samplan.forms.engine.nesting import nested
from samplan.forms.engine.nodes import Node
from samplan.forms.engine.problems import Report, UnreadableResponse
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

    A draft keeps answers to hidden questions too, for the person may come back to them.

    Plain JSON values; without subject and author, which the caller knows. `authored_at` must
    carry its time zone (ValueError). The answers must be free of faults, see `validate`.
    """
    if authored_at.utcoffset() is None:
        raise ValueError("authored_at needs a time zone")
    response: dict[str, object] = {
        "resourceType": "QuestionnaireResponse",
        "status": ResponseStatus(status).value,
        "authored": authored_at.isoformat(timespec="seconds"),
    }
    if form.canonical:
        response["questionnaire"] = form.canonical
    if items := nested(form, answers if with_hidden else keep_enabled(form, answers)):
        response["item"] = items
    return response


def answers_from_response(form: Form, response: object) -> Answers:
    """The answers in a QuestionnaireResponse (parsed JSON) to this very form.

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


def _read_items(form: Form, root: Node) -> dict[str, tuple[Value, ...]]:
    values: dict[str, tuple[Value, ...]] = {}
    places: dict[str, str] = {}
    waiting: list[tuple[Node, str | None]] = [(node, None) for node in root.children("item")]
    while waiting:
        node, parent = waiting.pop()
        node = node._replace(link_id=usable_link_id(node.raw.get("linkId")))
        item = form.items.get(node.link_id or "")
        if item is None:
            node.refuse(Flaw.UNKNOWN_LINK_ID)
            continue
        if item.parent_id != parent:
            node.refuse(Flaw.OUT_OF_PLACE)
        if item.link_id in places:
            node.refuse(Flaw.DUPLICATE_LINK_ID, other=places[item.link_id])
        places[item.link_id] = node.path
        given = node.children("answer")
        values[item.link_id] = _read_values(item, node, given)
        for holder in (node, *given):
            waiting.extend((child, item.link_id) for child in holder.children("item"))
    return values


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

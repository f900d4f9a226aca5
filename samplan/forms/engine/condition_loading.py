"""Reads enableWhen: each condition must ask an existing question for an answer it can give."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cached_property

from samplan.forms.engine.conditions import Condition, Operator
from samplan.forms.engine.flaws import Flaw
from samplan.forms.engine.items import Item
from samplan.forms.engine.kinds import Kind
from samplan.forms.engine.nodes import Node
from samplan.forms.engine.primitives import PRIMITIVES, Primitive
from samplan.forms.engine.values import Coding, Comparable, Quantity, Reference, Url, comparable
from samplan.forms.engine.wording import Draft

_ENABLE_WHEN = frozenset({"id", "extension", "modifierExtension", "question", "operator"})
_OF_OPTIONS = frozenset({"Coding", "String", "Integer", "Date", "Time", "Reference"})
_ANSWERS_TO: Mapping[Kind, frozenset[str]] = {
    Kind.BOOLEAN: frozenset({"Boolean"}),
    Kind.DECIMAL: frozenset({"Decimal"}),
    Kind.INTEGER: frozenset({"Integer"}),
    Kind.DATE: frozenset({"Date"}),
    Kind.DATE_TIME: frozenset({"DateTime"}),
    Kind.TIME: frozenset({"Time"}),
    Kind.URL: frozenset({"String"}),
    Kind.QUANTITY: frozenset({"Quantity"}),
    Kind.REFERENCE: frozenset({"Reference"}),
    Kind.STRING: frozenset({"String"}),
    Kind.TEXT: frozenset({"String"}),
    Kind.CHOICE: _OF_OPTIONS,
    Kind.OPEN_CHOICE: _OF_OPTIONS,
    Kind.ATTACHMENT: frozenset(),
}


class _Asked:
    """A question that conditions ask about."""

    def __init__(self, item: Item) -> None:
        self.item = item

    @cached_property
    def offered(self) -> frozenset[Comparable | None]:
        """Its options as conditions see them."""
        return frozenset(comparable(option.choice) for option in self.item.options)

    def can_be(self, expected: Comparable) -> bool:
        """Whether the answer can be given at all."""
        kind = self.item.kind
        if isinstance(expected, Quantity):
            return self.item.unit_of(expected.unit.key) is not None
        if not kind.has_options or (kind is Kind.OPEN_CHOICE and isinstance(expected, str)):
            return True
        return not self.offered or expected in self.offered  # none where they follow answers


def with_conditions(
    read: Iterable[tuple[Node, Draft]], *, known: Collection[str | None]
) -> list[Draft]:
    """The drafts with their conditions; `known` has every linkId, also of items not read."""
    pairs = list(read)
    questions = {draft.item.link_id: _Asked(draft.item) for _, draft in pairs}
    result = []
    for node, draft in pairs:
        found = (_condition(child, questions, known) for child in node.children("enableWhen"))
        conditions = tuple(condition for condition in found if condition is not None)
        result.append(replace(draft, item=replace(draft.item, enable_when=conditions)))
    return result


def _condition(
    node: Node, questions: Mapping[str, _Asked], known: Collection[str | None]
) -> Condition | None:
    question, operator, answer = node.string("question"), _operator(node), _answer_key(node)
    if question not in known:
        node.refuse(Flaw.CONDITION_ON_UNKNOWN, question=question)
        return None
    if operator is None or answer is None or question not in questions:
        return None
    asked = questions[question]
    if not asked.item.is_question:
        node.refuse(Flaw.CONDITION_NOT_ON_QUESTION, question=question)
        return None
    expected = _expected(node, asked, operator, answer)
    return None if expected is None else Condition(question, operator, expected)


def _operator(node: Node) -> Operator | None:
    raw = node.string("operator")
    try:
        return Operator(raw)
    except ValueError:
        allowed = " ".join(Operator)
        node.refuse(Flaw.BAD_CODE, element="operator", value=raw, allowed=allowed)
        return None


def _answer_key(node: Node) -> str | None:
    """The name of the one `answer[x]` of the condition, without `answer`."""
    given = [key for key in node.raw if key.startswith("answer")]
    node.refuse_unknown(_ENABLE_WHEN.union(given))
    if len(given) != 1:
        node.refuse(Flaw.CONDITION_ANSWER_COUNT)
        return None
    return given[0].removeprefix("answer")


def _expected(node: Node, asked: _Asked, operator: Operator, answer: str) -> Comparable | None:
    kind = asked.item.kind
    exists = operator is Operator.EXISTS
    allowed = frozenset({"Boolean"}) if exists else _ANSWERS_TO[kind]
    primitive = PRIMITIVES[answer](node.raw[f"answer{answer}"]) if answer in allowed else None
    if primitive is None or isinstance(primitive, Url):
        node.refuse(Flaw.CONDITION_ANSWER_TYPE, question=asked.item.link_id, type=kind.value)
        return None
    if operator.orders and isinstance(primitive, bool | Coding | Reference):
        node.refuse(Flaw.CONDITION_OPERATOR, operator=operator.value)
        return None
    expected = _comparable(primitive, asked.item)
    is_any = exists or (operator.orders and not isinstance(expected, Quantity))
    if not is_any and not asked.can_be(expected):
        node.refuse(Flaw.CONDITION_NOT_AN_OPTION, question=asked.item.link_id)
    return expected


def _comparable(primitive: Primitive, asked: Item) -> Comparable:
    """The primitive as answers will be seen; a quantity in the unit that the question names."""
    if isinstance(primitive, Coding):
        return primitive.system, primitive.code
    if isinstance(primitive, Quantity):
        meant = (unit for unit in asked.units if unit.is_meant_by(primitive.unit))
        return Quantity(primitive.value, next(meant, primitive.unit))
    return primitive.text if isinstance(primitive, Url) else primitive

"""Reads the expressions of a form, and refuses those that cannot be run or would not end."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice
from typing import Any

from samplan.forms.engine import extensions as ext
from samplan.forms.engine.computing import run_with_variables
from samplan.forms.engine.expressions import Expressions
from samplan.forms.engine.flaws import Flaw
from samplan.forms.engine.form import Form, Source, assemble
from samplan.forms.engine.formulas import MAX_STEPS, Formula, TooLarge, Unreadable, read_formula
from samplan.forms.engine.kinds import Kind
from samplan.forms.engine.nesting import Unfolding
from samplan.forms.engine.nodes import Node
from samplan.forms.engine.purses import Exhausted, Purse
from samplan.forms.engine.row_ids import row_keys
from samplan.forms.engine.rows import with_rows
from samplan.forms.engine.values import Choice, Value
from samplan.forms.engine.wording import Draft

MAX_EXPRESSIONS = 200
MAX_TOKENS_IN_ALL = 10_000
_KNOWN_NAMES = frozenset({"resource", "ucum"})
_LANGUAGE = "text/fhirpath"
_CHOSEN = Choice("system", "code", "text")  # where the options follow answers

Variables = Mapping[str, Formula]


@dataclass(slots=True)
class Allowance:
    """What is left to read of all expressions of a form: reading them takes time too."""

    expressions: int = MAX_EXPRESSIONS
    tokens: int = MAX_TOKENS_IN_ALL


def read_variables(root: Node, allowance: Allowance) -> dict[str, Formula]:
    """The form's own names for expressions, each after those that it uses."""
    variables: dict[str, Formula] = {}
    for node in root.extensions(ext.VARIABLE):
        holder = node.child("valueExpression")
        name = holder.string("name") if holder is not None else ""
        formula = _formula(node, _KNOWN_NAMES | variables.keys(), allowance)
        if not name:
            node.refuse(Flaw.MISSING, element="name")
        elif formula is not None:
            variables[name] = formula
    return variables


def read_launch_names(root: Node) -> frozenset[str]:
    """The names of what is known where the form begins, such as %patient."""
    parts = (
        part
        for context in root.extensions(ext.LAUNCH_CONTEXT)
        for part in context.children("extension")
        if part.raw.get("url") == "name"
    )
    codings = (part.child("valueCoding") for part in parts)
    return frozenset(coding.string("code") for coding in codings if coding is not None)


def with_expressions(
    pairs: Sequence[tuple[Node, Draft]],
    variables: Variables,
    launch: frozenset[str],
    allowance: Allowance,
) -> list[Draft]:
    """The drafts with what they compute."""
    names = frozenset(_KNOWN_NAMES | variables.keys())
    at_first = names | launch
    drafts = []
    for node, draft in pairs:
        is_question = draft.item.kind.is_question and draft.item.kind is not Kind.ATTACHMENT
        expressions = Expressions(
            calculated=_on(node, ext.CALCULATED, names, allowance, is_allowed=is_question),
            initial=_on(node, ext.INITIAL, at_first, allowance, is_allowed=is_question),
            enable=_on(node, ext.ENABLE, names, allowance, is_allowed=True),
            answers=_on(
                node,
                ext.ANSWER_EXPRESSION,
                names,
                allowance,
                is_allowed=draft.item.kind.has_options,
            ),
        )
        if expressions.enable is not None and draft.item.enable_when:
            node.refuse(Flaw.TWO_WAYS_TO_ENABLE)
        drafts.append(Draft(replace(draft.item, expressions=expressions), draft.wording))
    return drafts


def refuse_endless(source: Source, nodes: Iterable[Node]) -> None:
    """Run every expression over a response with every answer and every row that there can be.

    What follows the answers has one purse, for each row anew; what begins the form another.
    """
    if not source.has_formulas:
        return
    form, resource = full_response(source)
    purses = {True: Purse(MAX_STEPS), False: Purse(MAX_STEPS)}
    for node, draft in zip(nodes, source.drafts, strict=True):
        times = len(form.source.rows.get(source.owners.get(draft.item.link_id, ""), ("",)))
        for formula in draft.item.expressions.all:
            purse = purses[formula in draft.item.expressions.live]
            try:
                before = purse.left
                run_with_variables(formula, source.variables, resource, {}, purse)
                purse.spend((before - purse.left) * (times - 1))
            except Exhausted:
                node.refuse(Flaw.EXPRESSION_ENDLESS)


def full_response(source: Source) -> tuple[Form, dict[str, Any]]:
    """The form with all rows, and a response with as many answers to each question as it takes."""
    form = assemble(source, source.language)
    most = {
        group_id: tuple(islice(row_keys(), form.items[group_id].answer_limit))
        for group_id in source.rows
    }
    form = with_rows(form, most)
    sample: dict[Kind, Value] = {
        Kind.INTEGER: 1,
        Kind.DECIMAL: Decimal(1),
        Kind.BOOLEAN: True,
        Kind.CHOICE: _CHOSEN,
        Kind.OPEN_CHOICE: _CHOSEN,
    }
    response = Unfolding(form)
    for item in form.items.values():
        if item.is_question:
            given: list[Value] = [option.choice for option in item.options]
            given = given or [sample.get(item.kind, "text")] * item.answer_limit
            response.add(item, tuple(given[: item.answer_limit]))
    return form, response.resource


def _on(
    node: Node, url: str, names: frozenset[str], allowance: Allowance, *, is_allowed: bool
) -> Formula | None:
    for extension in node.extensions(url):
        if not is_allowed:
            element = url.rpartition("-")[2]
            node.refuse(Flaw.NOT_FOR_TYPE, element=element, type=node.raw.get("type"))
            return None
        return _formula(extension, names, allowance)
    return None


def _formula(node: Node, names: frozenset[str], allowance: Allowance) -> Formula | None:
    holder = node.child("valueExpression")
    if holder is None:
        node.refuse(Flaw.MISSING, element="valueExpression")
        return None
    language = holder.string("language")
    if language != _LANGUAGE:
        node.refuse(Flaw.EXPRESSION_LANGUAGE, language=language)
        return None
    allowance.expressions -= 1
    if allowance.expressions < 0:
        node.refuse(Flaw.TOO_MANY_EXPRESSIONS, limit=MAX_EXPRESSIONS)
        return None
    return _read(node, holder.string("expression"), names, allowance)


def _read(node: Node, text: str, names: frozenset[str], allowance: Allowance) -> Formula | None:
    try:
        formula = read_formula(text, allowance.tokens)
    except Unreadable:
        node.refuse(Flaw.BAD_EXPRESSION)
        return None
    except TooLarge:
        node.refuse(Flaw.EXPRESSION_TOO_LARGE)
        return None
    allowance.tokens -= formula.tokens
    return _checked(node, formula, names)


def _checked(node: Node, formula: Formula, names: frozenset[str]) -> Formula | None:
    if formula.unknown:
        node.refuse(Flaw.EXPRESSION_FUNCTION, function=formula.unknown)
        return None
    for name in sorted(formula.names - names):
        node.refuse(Flaw.EXPRESSION_NAME, name=name)
        return None
    return formula

"""Reads the expressions of a form, and refuses those that cannot be run or would not end."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from samplan.forms.engine import extensions as ext
from samplan.forms.engine.answers import Answers
from samplan.forms.engine.expressions import Expressions
from samplan.forms.engine.flaws import Flaw
from samplan.forms.engine.form import Source, assemble
from samplan.forms.engine.formulas import MAX_STEPS, Formula, TooLarge, Unreadable, read_formula
from samplan.forms.engine.functions import Exhausted, Purse
from samplan.forms.engine.kinds import Kind
from samplan.forms.engine.nesting import nested
from samplan.forms.engine.nodes import Node
from samplan.forms.engine.values import Value
from samplan.forms.engine.wording import Draft

MAX_EXPRESSIONS = 200
_KNOWN_NAMES = frozenset({"resource", "ucum"})
_LANGUAGE = "text/fhirpath"

Variables = Mapping[str, Formula]


def read_variables(root: Node) -> dict[str, Formula]:
    """The form's own names for expressions, each after those that it uses."""
    variables: dict[str, Formula] = {}
    for node in root.extensions(ext.VARIABLE):
        holder = node.child("valueExpression")
        name = holder.string("name") if holder is not None else ""
        formula = _formula(node, _KNOWN_NAMES | variables.keys())
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
    pairs: Sequence[tuple[Node, Draft]], variables: Variables, launch: frozenset[str]
) -> list[Draft]:
    """The drafts with what they compute."""
    names = _KNOWN_NAMES | variables.keys()
    drafts = []
    for node, draft in pairs:
        is_question = draft.item.kind.is_question and draft.item.kind is not Kind.ATTACHMENT
        expressions = Expressions(
            calculated=_on(node, ext.CALCULATED, names, is_allowed=is_question),
            initial=_on(node, ext.INITIAL, names | launch, is_allowed=is_question),
            enable=_on(node, ext.ENABLE, names, is_allowed=True),
        )
        if expressions.enable is not None and draft.item.enable_when:
            node.refuse(Flaw.TWO_WAYS_TO_ENABLE)
        drafts.append(Draft(replace(draft.item, expressions=expressions), draft.wording))
    count = sum(1 for draft in drafts for _ in draft.item.expressions.all)
    if count > MAX_EXPRESSIONS and pairs:
        pairs[0][0].refuse(Flaw.TOO_MANY_EXPRESSIONS, limit=MAX_EXPRESSIONS)
    return drafts


def refuse_endless(source: Source, nodes: Iterable[Node]) -> None:
    """Run every expression once, over a response with an answer to each question."""
    if not any(any(draft.item.expressions.all) for draft in source.drafts):
        return
    resource, purse = _full_response(source), Purse(MAX_STEPS)
    for node, draft in zip(nodes, source.drafts, strict=True):
        for formula in draft.item.expressions.all:
            try:
                names: dict[str, Any] = dict.fromkeys(formula.names - {"resource"})
                for name, variable in source.variables.items():
                    names[name] = variable.run(resource, names, purse)
                formula.run(resource, names, purse)
            except Exhausted:
                node.refuse(Flaw.EXPRESSION_ENDLESS)


def _full_response(source: Source) -> dict[str, Any]:
    form = assemble(source, source.language)
    sample: dict[Kind, Value] = {Kind.INTEGER: 1, Kind.DECIMAL: Decimal(1), Kind.BOOLEAN: True}
    given: dict[str, list[Value]] = {}
    for item in form.items.values():
        chosen: list[Value] = [option.choice for option in item.options[:1]]
        if item.is_question:
            given[item.link_id] = chosen or [sample.get(item.kind, "text")]
    items = nested(form, Answers(given), with_scores=True)
    return {"resourceType": "QuestionnaireResponse", "item": items}


def _on(node: Node, url: str, names: Iterable[str], *, is_allowed: bool) -> Formula | None:
    for extension in node.extensions(url):
        if not is_allowed:
            element = url.rpartition("-")[2]
            node.refuse(Flaw.NOT_FOR_TYPE, element=element, type=node.raw.get("type"))
            return None
        return _formula(extension, frozenset(names))
    return None


def _formula(node: Node, names: frozenset[str]) -> Formula | None:
    holder = node.child("valueExpression")
    if holder is None:
        node.refuse(Flaw.MISSING, element="valueExpression")
        return None
    language = holder.string("language")
    if language != _LANGUAGE:
        node.refuse(Flaw.EXPRESSION_LANGUAGE, language=language)
        return None
    try:
        formula = read_formula(holder.string("expression"))
    except Unreadable:
        node.refuse(Flaw.BAD_EXPRESSION)
        return None
    except TooLarge:
        node.refuse(Flaw.EXPRESSION_TOO_LARGE)
        return None
    return _checked(node, formula, names)


def _checked(node: Node, formula: Formula, names: frozenset[str]) -> Formula | None:
    if formula.unknown:
        node.refuse(Flaw.EXPRESSION_FUNCTION, function=formula.unknown)
        return None
    for name in sorted(formula.names - names):
        node.refuse(Flaw.EXPRESSION_NAME, name=name)
        return None
    return formula

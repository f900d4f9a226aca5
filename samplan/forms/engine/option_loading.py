"""Reads what a question can be answered with: its own options, or those of a contained set."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from samplan.forms.engine import extensions as ext
from samplan.forms.engine.flaws import Flaw
from samplan.forms.engine.items import Option
from samplan.forms.engine.kinds import Kind
from samplan.forms.engine.look_loading import read_flag
from samplan.forms.engine.nodes import Node
from samplan.forms.engine.primitives import PRIMITIVES, as_decimal, choice_of
from samplan.forms.engine.sizing import MAX_OPTIONS
from samplan.forms.engine.value_sets import Concept, ValueSets
from samplan.forms.engine.values import Choice
from samplan.forms.engine.wording import Text

_VALUES = frozenset(
    {"valueCoding", "valueString", "valueInteger", "valueDate", "valueTime", "valueReference"}
)
_OPTION = frozenset({"id", "extension", "modifierExtension", "initialSelected"}) | _VALUES


@dataclass(frozen=True, slots=True)
class Listed:
    """An option as read, with its text in all languages."""

    option: Option
    text: Text
    is_initial: bool = False


def read_options(node: Node, kind: Kind, sets: ValueSets) -> tuple[Listed, ...] | None:
    """The options in their order; None for an open choice whose set is out of reach.

    Empty where they follow the answers to other questions.
    """
    if not kind.has_options:
        return ()
    if node.extensions(ext.ANSWER_EXPRESSION):
        if node.raw.get("answerOption") or node.has("answerValueSet"):
            node.refuse(Flaw.OPTIONS_AND_EXPRESSION)
        return ()
    if node.has("answerValueSet"):
        return _resolved(node, kind, sets)
    listed = _own(node)
    if not listed:
        node.refuse(Flaw.NO_OPTIONS)
    return listed


def _resolved(node: Node, kind: Kind, sets: ValueSets) -> tuple[Listed, ...] | None:
    if node.raw.get("answerOption"):
        node.refuse(Flaw.OPTIONS_TWICE)
    name = node.string("answerValueSet")
    concepts = sets.resolve(name)
    if concepts and not sets.hand_out(concepts):
        node.refuse(Flaw.TOO_MANY_OPTIONS, limit=MAX_OPTIONS)
        return ()
    if concepts:
        return _of_set(concepts)
    if kind is Kind.CHOICE:
        node.refuse(Flaw.UNRESOLVED_VALUE_SET, set=name)
        return ()
    node.note(Flaw.NOTED_TEXT, set=name)
    return None


def _of_set(concepts: Iterable[Concept]) -> tuple[Listed, ...]:
    options: dict[str, Listed] = {}
    for concept in concepts:
        choice = Choice(concept.system, concept.code, concept.text.source or None)
        option = Option(choice.key, choice, concept.text.source, score=concept.score)
        text = concept.text if concept.text.source else Text(concept.code, concept.text.variants)
        options.setdefault(choice.key, Listed(option, text))
    return tuple(options.values())


def _own(node: Node) -> tuple[Listed, ...]:
    options: dict[str, Listed] = {}
    for child in node.children("answerOption"):
        listed = _listed(child)
        if listed is None:
            child.refuse(Flaw.BAD_OPTION)
        elif listed.option.key in options:
            child.refuse(Flaw.DUPLICATE_OPTION, option=listed.option.key)
        else:
            options[listed.option.key] = listed
    return tuple(options.values())


def _listed(node: Node) -> Listed | None:
    node.refuse_unknown(_OPTION)
    given = [key for key in node.raw if key.startswith("value")]
    if len(given) != 1 or given[0] not in _VALUES:
        return None
    choice = choice_of(PRIMITIVES[given[0].removeprefix("value")](node.raw[given[0]]))
    if choice is None:
        return None
    coding = node.child("valueCoding") if choice.code is not None else None
    text = _prefixed(node, _text(node, coding, choice))
    option = Option(
        key=choice.key,
        choice=choice,
        display=text.source,
        score=own if (own := read_score(node)) is not None else read_score(coding),
        is_exclusive=read_flag(node, ext.EXCLUSIVE),
    )
    return Listed(option, text, is_initial=node.flag("initialSelected"))


def _text(node: Node, coding: Node | None, choice: Choice) -> Text:
    if isinstance(choice.value, str):
        return node.text("valueString")
    text = coding.text("display") if coding else Text()
    return text if text.source else Text(choice.code or str(choice.value), text.variants)


def _prefixed(node: Node, text: Text) -> Text:
    prefix = next((each.string("valueString") for each in node.extensions(ext.OPTION_PREFIX)), "")
    if not prefix:
        return text
    variants = {language: f"{prefix} {words}" for language, words in text.variants.items()}
    return Text(f"{prefix} {text.source}", variants)


def read_score(node: Node | None) -> Decimal | None:
    """The number that an answer counts for, if it has one."""
    if node is None:
        return None
    for url in ext.SCORES:
        for extension in node.extensions(url):
            raw = extension.raw.get("valueDecimal", extension.raw.get("valueInteger"))
            score = as_decimal(raw)
            if score is not None:
                return score
            extension.refuse(Flaw.BAD_SCORE, element=url.rpartition("/")[2])
    return None

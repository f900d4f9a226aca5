"""Options that follow from the answers to other questions (SDC's answerExpression)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from fhirpathpy.engine.nodes import FP_TimeBase

from samplan.forms.engine.computing import Machine
from samplan.forms.engine.faults import FaultCode, Misread
from samplan.forms.engine.form import Form, Spoken, assemble
from samplan.forms.engine.formulas import plain
from samplan.forms.engine.items import MAX_OFFERED, STRING_LIMIT, Item, Option
from samplan.forms.engine.primitives import PRIMITIVES, choice_of
from samplan.forms.engine.problems import Report
from samplan.forms.engine.screening import screen
from samplan.forms.engine.value_json import read_value, write_value
from samplan.forms.engine.values import Choice, OpenText, Value
from samplan.forms.engine.wording import Draft, Text

MAX_KEY = 1_500  # characters of what a field posts; what would need more is not offered
_NAMES: Mapping[str, str] = {
    "Coding": "Coding",
    "string": "String",
    "code": "String",
    "integer": "Integer",
    "date": "Date",
    "time": "Time",
}


def spoken_in(drafts: Iterable[Draft]) -> dict[Spoken, Text]:
    """The words of every coded option, where some question has others' answers as its own."""
    found = list(drafts)
    if not any(draft.item.follows_answers for draft in found):
        return {}
    return {
        (option.choice, option.choice.display): text
        for draft in found
        for option, text in zip(draft.item.options, draft.wording.options, strict=True)
        if option.choice.code is not None
    }


def with_offer(machine: Machine, item: Item, given: tuple[Value, ...]) -> Item:
    """The question with its options, given the answers that the machine has learnt.

    None where the expression fails. One that nobody answers and that has no answer is left alone.
    """
    formula = item.expressions.answers
    is_idle = not item.is_open and not given
    parts = [] if formula is None or is_idle else machine.parts(formula)
    options: dict[str, Option] = {}
    for part in parts or []:
        choice = _choice(item, part)
        if choice is not None and len(options) < MAX_OFFERED:
            words = choice.display or choice.code or str(choice.value)
            options.setdefault(choice.key, Option(key_of(choice), choice, words))
    return replace(item, options=tuple(options.values()), options_by_key=options)


def standing(item: Item, given: tuple[Value, ...]) -> tuple[Value, ...]:
    """The answers to a question with its options, those that are chosen as they are offered.

    What is no longer offered stays, for the person to choose again; not where nothing can be
    chosen or the person does not answer: there it counts as not said.
    """
    is_asked = item.is_open and bool(item.options)
    kept: list[Value] = []
    for value in given:
        option = item.option_of(value) if isinstance(value, Choice) else None
        if option is not None:
            kept.append(option.choice)
        elif is_asked or isinstance(value, OpenText):
            kept.append(value)
    return tuple(kept)


def with_options(form: Form, offers: Mapping[str, Item]) -> Form:
    """The form with the options that were worked out; none at questions that are not asked."""
    source = form.source
    has_offers = (draft.item.follows_answers for draft in source.drafts)
    if not (source.has_formulas and any(has_offers)):
        return form
    drafts = tuple(
        _offered(draft, offers, source.spoken) if draft.item.follows_answers else draft
        for draft in source.drafts
    )
    return assemble(replace(source, drafts=drafts), form.language)


def _offered(draft: Draft, offers: Mapping[str, Item], spoken: Mapping[Spoken, Text]) -> Draft:
    offer = offers.get(draft.item.link_id)
    options = offer.options if offer else ()
    texts = tuple(
        spoken.get((option.choice, option.choice.display), Text(option.display))
        for option in options
    )
    return Draft(replace(draft.item, options=options), replace(draft.wording, options=texts))


def _choice(item: Item, part: Any) -> Choice | None:
    """What a part of the response stands for as an option; None for what cannot be one."""
    raw, kind = plain(part), getattr(part, "path", None)
    names = (_NAMES.get(kind, ""),) if kind else _names(raw)
    raw = str(raw) if isinstance(raw, FP_TimeBase) else raw
    for name in filter(None, names):
        choice = choice_of(PRIMITIVES[name](raw))
        if choice is not None:
            return choice if _can_be_offered(item, choice) else None
    return None


def _names(raw: Any) -> tuple[str, ...]:
    """The types that a value can have that does not say from where it comes."""
    if isinstance(raw, dict):
        return ("",) if "value" in raw else ("Coding",)
    if isinstance(raw, FP_TimeBase):
        return ("Date", "Time")
    return ("String",) if isinstance(raw, str) else ("Integer",)


def _can_be_offered(item: Item, choice: Choice) -> bool:
    most = min(item.length_limit, STRING_LIMIT)
    is_short = not isinstance(choice.value, str) or len(choice.value) <= most
    return is_short and len(key_of(choice)) <= MAX_KEY


def key_of(choice: Choice) -> str:
    """What a form field posts for an option that was worked out: the whole answer, for whoever
    reads it knows the options only once the answers beside it are read."""
    return json.dumps(write_value(choice), ensure_ascii=False, sort_keys=True)


def read_key(item: Item, key: str) -> Value:
    """The answer that a field posted, whether it is offered or not. Raises Misread."""
    try:
        raw = json.loads(key) if len(key) <= MAX_KEY else None
    except (ValueError, RecursionError):
        raw = None
    answer = screen(raw, Report())
    value = read_value(item, answer) if answer is not None else None
    if value is None:
        raise Misread(FaultCode.NOT_AN_OPTION)
    return value

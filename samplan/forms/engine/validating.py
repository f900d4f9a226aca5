"""Checks answers against the form: is everything answered that needs to be, and as it should?"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal

from samplan.forms.engine.answers import Answers
from samplan.forms.engine.enabling import enabled
from samplan.forms.engine.faults import Fault, FaultCode, Misread
from samplan.forms.engine.form import Form
from samplan.forms.engine.items import MAX_ANSWERS, Item, Kind, Page
from samplan.forms.engine.posts import PageInput
from samplan.forms.engine.screening import UNSAVABLE
from samplan.forms.engine.values import (
    ATTACHMENT_ID,
    DECIMAL_DIGITS,
    AttachmentRef,
    Choice,
    OpenText,
    Value,
    as_integer,
    is_keepable,
)

_TYPES: Mapping[Kind, tuple[type, ...]] = {
    Kind.BOOLEAN: (bool,),
    Kind.DECIMAL: (Decimal,),
    Kind.INTEGER: (int,),
    Kind.DATE: (date,),
    Kind.STRING: (str,),
    Kind.TEXT: (str,),
    Kind.CHOICE: (Choice,),
    Kind.OPEN_CHOICE: (Choice, OpenText),
    Kind.ATTACHMENT: (AttachmentRef,),
}


def validate(form: Form, answers: Answers, *, page: Page | None = None) -> tuple[Fault, ...]:
    """What needs to be mended before the form (or one page of it) is sent, in document order.

    Hidden questions are never at fault. Answers to questions that the form does not have are,
    unless only one page is checked.
    """
    shown = enabled(form, answers)
    faults = {fault.link_id: fault for fault in _missing(form, answers, shown)}
    for link_id, values in answers.items():
        if link_id not in form.items or not form.items[link_id].is_question:
            faults[link_id] = Fault(link_id, FaultCode.UNKNOWN_QUESTION)
        elif link_id in shown and (fault := _given(form.items[link_id], values)):
            faults[link_id] = fault
    if page is not None:
        return tuple(faults[item.link_id] for item in page.all_items if item.link_id in faults)
    known = [link_id for link_id in form.items if link_id in faults]
    return tuple(faults[link_id] for link_id in dict.fromkeys([*known, *faults]))


def check_page(form: Form, page: Page, posted: PageInput, answers: Answers) -> tuple[Fault, ...]:
    """What needs to be mended on a page that was just posted, one fault for each question.

    `answers` are those from before; faults in fields that are hidden by now do not count.
    """
    merged = posted.onto(answers)
    shown = enabled(form, merged)
    found = {fault.link_id: fault for fault in validate(form, merged, page=page)}
    found.update((fault.link_id, fault) for fault in posted.faults if fault.link_id in shown)
    return tuple(found[item.link_id] for item in page.all_items if item.link_id in found)


def _missing(form: Form, answers: Answers, shown: Collection[str]) -> Iterator[Fault]:
    """Required questions without an answer; required groups where nothing is answered.

    A required group with nothing to answer right now needs nothing.
    """
    asked = [link_id for link_id in shown if form.items[link_id].is_question]
    askable = form.with_above(asked)
    answered = form.with_above(link_id for link_id in asked if link_id in answers)
    for link_id in askable - answered:
        item = form.items[link_id]
        if item.required:
            code = FaultCode.REQUIRED if item.is_question else FaultCode.NOTHING_IN_GROUP
            yield Fault(link_id, code)


def _given(item: Item, values: tuple[Value, ...]) -> Fault | None:
    """What is wrong with the answers given to a question, if anything."""
    try:
        _check_count(item, len(values))
        for value in values:
            _check(item, value)
    except Misread as misread:
        return misread.at(item.link_id)
    return None


def _check_count(item: Item, count: int) -> None:
    if count > 1 and not item.repeats:
        raise Misread(FaultCode.ONE_ANSWER)
    if count > MAX_ANSWERS:
        raise Misread(FaultCode.TOO_MANY_ANSWERS, limit=MAX_ANSWERS)


def _check(item: Item, value: Value) -> None:
    if type(value) not in _TYPES[item.kind]:
        raise Misread(FaultCode.WRONG_KIND)
    if isinstance(value, str):
        _check_text(item, value)
    elif isinstance(value, OpenText):
        _check_text(item, value.text)
    elif isinstance(value, Choice):
        if item.option_of(value) is None:
            raise Misread(FaultCode.NOT_AN_OPTION)
    else:
        _check_scalar(value)


def _check_text(item: Item, text: str) -> None:
    if not text.strip():
        raise Misread(FaultCode.WRONG_KIND)
    if len(text) > item.length_limit:
        raise Misread(FaultCode.TOO_LONG, length=len(text), limit=item.length_limit)
    if UNSAVABLE.search(text):
        raise Misread(FaultCode.UNSAVABLE)


def _check_scalar(value: Value) -> None:
    if isinstance(value, int) and as_integer(int(value)) is None:
        raise Misread(FaultCode.NUMBER_TOO_LARGE)
    if isinstance(value, Decimal) and not is_keepable(value):
        raise Misread(FaultCode.TOO_MANY_DIGITS, limit=DECIMAL_DIGITS)
    if isinstance(value, AttachmentRef):
        if not ATTACHMENT_ID.fullmatch(value.id):
            raise Misread(FaultCode.WRONG_KIND)
        if UNSAVABLE.search(value.title):
            raise Misread(FaultCode.UNSAVABLE)

"""Checks answers against the form: is everything answered that needs to be, and as it should?"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal

from samplan.forms.engine.answers import Answers
from samplan.forms.engine.enabling import Settled, settled
from samplan.forms.engine.faults import Fault, FaultCode, Misread
from samplan.forms.engine.form import Form
from samplan.forms.engine.items import Item, Page
from samplan.forms.engine.kinds import Kind
from samplan.forms.engine.posts import PageInput
from samplan.forms.engine.primitives import (
    ATTACHMENT_ID,
    DECIMAL_DIGITS,
    as_integer,
    is_keepable,
    is_web_address,
)
from samplan.forms.engine.row_ids import plain_id
from samplan.forms.engine.rows import fewest_rows, is_repeating
from samplan.forms.engine.screening import UNSAVABLE
from samplan.forms.engine.values import (
    AttachmentRef,
    Choice,
    OpenText,
    Quantity,
    Reference,
    Url,
    Value,
)

_TYPES: Mapping[Kind, tuple[type, ...]] = {
    Kind.BOOLEAN: (bool,),
    Kind.DECIMAL: (Decimal,),
    Kind.INTEGER: (int,),
    Kind.DATE: (date,),
    Kind.DATE_TIME: (datetime,),
    Kind.TIME: (time,),
    Kind.URL: (Url,),
    Kind.QUANTITY: (Quantity,),
    Kind.REFERENCE: (Reference,),
    Kind.STRING: (str,),
    Kind.TEXT: (str,),
    Kind.CHOICE: (Choice,),
    Kind.OPEN_CHOICE: (Choice, OpenText),
    Kind.ATTACHMENT: (AttachmentRef,),
}


def validate(form: Form, answers: Answers, *, page: Page | None = None) -> tuple[Fault, ...]:
    """What needs to be mended before the form (or one page of it) is sent, in document order.

    Hidden questions are never at fault. Answers to questions that the form does not have are,
    unless only one page is checked: that costs as much as the page is long.
    """
    known = settled(form, answers)
    form = known.form
    items = form.items.values() if page is None else form.page(page.link_id).all_items
    faults = {fault.link_id: fault for fault in _missing(known, items)}
    for item in items:
        if item.link_id in known.answers and (
            fault := _given(item, known.answers.of(item.link_id))
        ):
            faults[item.link_id] = fault
    if page is None:
        faults.update((fault.link_id, fault) for fault in _unknown(form, answers))
    faults.update((fault.link_id, fault) for fault in _rows(known, items))
    found = {item.link_id: faults[item.link_id] for item in items if item.link_id in faults}
    return tuple((found | faults).values())


def check_page(form: Form, page: Page, posted: PageInput, answers: Answers) -> tuple[Fault, ...]:
    """What needs to be mended on a page that was just posted, one fault for each question.

    `answers` are those from before; faults in fields that are hidden by now do not count.
    """
    merged = posted.onto(answers)
    known = settled(form, merged)
    found = {fault.link_id: fault for fault in validate(form, merged, page=page)}
    found.update((fault.link_id, fault) for fault in posted.faults if fault.link_id in known.shown)
    items = known.form.page(page.link_id).all_items
    return tuple(found[item.link_id] for item in items if item.link_id in found)


def _unknown(form: Form, answers: Answers) -> Iterator[Fault]:
    for link_id in answers:
        if link_id not in form.items or not form.items[link_id].is_question:
            yield Fault(link_id, FaultCode.UNKNOWN_QUESTION)


def _missing(known: Settled, items: Collection[Item]) -> Iterator[Fault]:
    """Required questions without an answer; required groups where nothing is answered.

    A required group with nothing to answer right now needs nothing, nor does a question that
    the person cannot answer.
    """
    form = known.form
    asked = [
        item.link_id
        for item in items
        if item.is_open and item.link_id in known.shown and not item.has_nothing_to_choose
    ]
    askable = form.with_above(asked)
    answered = form.with_above(link_id for link_id in asked if link_id in known.answers)
    empty = _empty_rows(known, items)
    for link_id in askable - answered:
        if form.row(link_id) in empty:
            continue
        item = form.items[link_id]
        if item.required and (item.is_open or not item.is_question):
            code = FaultCode.REQUIRED if item.is_question else FaultCode.NOTHING_IN_GROUP
            yield Fault(link_id, code)


def _empty_rows(known: Settled, items: Iterable[Item]) -> frozenset[str]:
    """Rows in which nothing is said: they need nothing, but the first of what must be there."""
    rows = {item.link_id for item in items if is_repeating(item) and not item.required}
    return frozenset(rows - _filled_rows(known, items))


def _rows(known: Settled, items: Collection[Item]) -> Iterator[Fault]:
    """Groups with too few or too many rows filled in."""
    filled = Counter(map(plain_id, _filled_rows(known, items)))
    for group_id, count in filled.items():
        group = known.form.items[known.form.first(group_id)]
        if group.link_id not in known.shown:
            continue
        if count > group.answer_limit:
            yield Fault(group.link_id, FaultCode.TOO_MANY_ROWS, {"limit": group.answer_limit})
        elif count < fewest_rows(group):
            yield Fault(group.link_id, FaultCode.TOO_FEW_ROWS, {"limit": fewest_rows(group)})


def _filled_rows(known: Settled, items: Iterable[Item]) -> set[str]:
    """The linkIds of the rows in which something is answered."""
    filled = {known.form.row(item.link_id) for item in items if item.link_id in known.answers}
    return filled - {""}


def _given(item: Item, values: tuple[Value, ...]) -> Fault | None:
    """What is wrong with the answers given to a question, if anything."""
    if item.expressions.calculated is not None:
        return None
    try:
        _check_count(item, values)
        for value in values:
            _check(item, value)
            if not (isinstance(value, OpenText) and item.option_of(value)):
                item.limits.check(value, item.entry_format)
    except Misread as misread:
        return misread.at(item.link_id)
    return None


def _check_count(item: Item, values: tuple[Value, ...]) -> None:
    if len(values) > 1 and not item.repeats:
        raise Misread(FaultCode.ONE_ANSWER)
    if len(values) > item.answer_limit:
        raise Misread(FaultCode.TOO_MANY_ANSWERS, limit=item.answer_limit)
    takes_all = item.follows_answers and len(values) >= len(item.options)
    if not takes_all or item.kind is Kind.OPEN_CHOICE:
        item.limits.check_count(values)
    if len(values) > 1 and item.kind.has_options:
        _check_exclusive(item, values)


def _check_exclusive(item: Item, values: tuple[Value, ...]) -> None:
    options = (item.option_of(value) for value in values if isinstance(value, Choice | OpenText))
    for option in options:
        if option is not None and option.is_exclusive:
            raise Misread(FaultCode.EXCLUSIVE, option=option.display)


def _check(item: Item, value: Value) -> None:
    if type(value) not in _TYPES[item.kind]:
        raise Misread(FaultCode.WRONG_KIND)
    if isinstance(value, Choice):
        if item.option_of(value) is None:
            raise Misread(FaultCode.NOT_AN_OPTION)
    elif isinstance(value, AttachmentRef):
        _check_file(value)
    elif isinstance(value, str | OpenText | Url | Reference):
        _check_text(item, value)
    else:
        _check_scalar(item, value)


def _check_text(item: Item, value: str | OpenText | Url | Reference) -> None:
    text = value.text if isinstance(value, OpenText | Url) else str(value)
    if not text.strip() or (isinstance(value, Url) and not is_web_address(text)):
        raise Misread(FaultCode.WRONG_KIND)
    if len(text) > item.length_limit:
        raise Misread(FaultCode.TOO_LONG, length=len(text), limit=item.length_limit)
    if UNSAVABLE.search(text):
        raise Misread(FaultCode.UNSAVABLE)


def _check_file(file: AttachmentRef) -> None:
    if not ATTACHMENT_ID.fullmatch(file.id):
        raise Misread(FaultCode.WRONG_KIND)
    if UNSAVABLE.search(file.title):
        raise Misread(FaultCode.UNSAVABLE)


def _check_scalar(item: Item, value: Value) -> None:
    if isinstance(value, int) and as_integer(int(value)) is None:
        raise Misread(FaultCode.NUMBER_TOO_LARGE)
    number = value.value if isinstance(value, Quantity) else value
    if isinstance(number, Decimal) and not is_keepable(number):
        raise Misread(FaultCode.TOO_MANY_DIGITS, limit=DECIMAL_DIGITS)
    if isinstance(value, Quantity) and item.unit_of(value.unit.key) is None:
        raise Misread(FaultCode.UNKNOWN_UNIT)
    if isinstance(value, datetime) and value.utcoffset() is None:
        raise Misread(FaultCode.WRONG_KIND)

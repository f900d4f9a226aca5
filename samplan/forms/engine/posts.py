"""Reads one posted page: values where they can be understood, faults and the raw words else."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote, unquote

from samplan.forms.engine.answers import Answers
from samplan.forms.engine.faults import Fault, FaultCode, Misread
from samplan.forms.engine.form import Form
from samplan.forms.engine.items import Item, Page
from samplan.forms.engine.kinds import Kind
from samplan.forms.engine.offering import read_key
from samplan.forms.engine.parsing import parse, parse_day_parts, parse_open_text, parse_quantity
from samplan.forms.engine.screening import UNSAVABLE
from samplan.forms.engine.values import Value

DAY_PARTS = ("year", "month", "day")
OWN_WORDS = "other"
UNIT = "unit"

GetList = Callable[[str], list[str]]


def field_name(link_id: str, part: str = "") -> str:
    """The name of the form field of a question; `part` is year, month, day, unit or other.

    Safe in HTML and unlike for all linkIds, whatever characters they hold.
    """
    name = "a:" + quote(link_id, safe="").replace(".", "%2E")
    return f"{name}.{part}" if part else name


def written_in(raw: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """What stands in fields, blanks apart, by the linkId of their question."""
    written: dict[str, tuple[str, ...]] = {}
    for name, texts in raw.items():
        if said := tuple(filter(str.strip, texts)):
            link_id = link_id_of(name)
            written[link_id] = (*written.get(link_id, ()), *said)
    return written


def link_id_of(name: str) -> str:
    """The linkId of the item whose form field has the name, whatever its part."""
    return unquote(name.partition(".")[0].removeprefix("a:"))


@dataclass(frozen=True, slots=True)
class PageInput:
    """What one posted page says.

    `values` has what could be understood, `faults` what could not. `raw` has by field name what
    the person wrote, fit to be drawn again (a NUL or half a character becomes U+FFFD).
    """

    asked: frozenset[str]
    values: Answers
    faults: tuple[Fault, ...] = ()
    raw: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def onto(self, answers: Answers) -> Answers:
        """The answers with those of this page replaced; files and other pages stay."""
        if not self.asked:
            return answers  # what was worked out from them still holds
        return answers.updated({link_id: self.values.of(link_id) for link_id in self.asked})

    def among(self, link_ids: Container[str]) -> "PageInput":
        """What it says of these questions; not of those in rows that have gone since."""
        return replace(
            self,
            asked=frozenset(link_id for link_id in self.asked if link_id in link_ids),
            values=Answers({name: self.values[name] for name in self.values if name in link_ids}),
            faults=tuple(fault for fault in self.faults if fault.link_id in link_ids),
        )


def read_post(form: Form, page: Page, getlist: GetList) -> PageInput:
    """Read the posted fields of a page; `getlist` is that of Django's QueryDict or like it.

    Only questions that the person answers are read: not those that are hidden, read only or
    calculated. Files are not read here either: their owner adds AttachmentRefs once they are safe.
    Nor rows that the post has no field of, if only the row's own: its page was drawn without them.
    """
    unposted = _unposted(form, page, getlist)
    questions = [
        item
        for item in page.questions
        if item.kind is not Kind.ATTACHMENT and form.row(item.link_id) not in unposted
    ]
    raw: dict[str, tuple[str, ...]] = {}
    values: dict[str, tuple[Value, ...]] = {}
    faults: list[Fault] = []
    for item in questions:
        posted = {part: getlist(field_name(item.link_id, part)) for part in _parts(item)}
        for part, written in posted.items():
            raw[field_name(item.link_id, part)] = tuple(map(_drawable, written))
        try:
            values[item.link_id] = _values(item, posted)
        except Misread as misread:
            faults.append(misread.at(item.link_id))
    asked = frozenset(item.link_id for item in questions)
    return PageInput(asked, Answers(values), tuple(faults), raw)


def _unposted(form: Form, page: Page, getlist: GetList) -> frozenset[str]:
    """The rows that the post does not know of."""
    rows = {row: False for item in page.all_items if (row := form.row(item.link_id))}
    for item in page.all_items:
        row = form.row(item.link_id)
        if row and not rows[row]:
            names = (field_name(item.link_id, part) for part in _parts(item))
            rows[row] = any(getlist(name) for name in names)
    return frozenset(row for row, is_posted in rows.items() if not is_posted)


def _parts(item: Item) -> tuple[str, ...]:
    if item.kind is Kind.DATE and not item.repeats:
        return ("", *DAY_PARTS)
    if item.kind is Kind.QUANTITY and not item.repeats:
        return ("", UNIT)
    return ("", OWN_WORDS) if item.kind is Kind.OPEN_CHOICE else ("",)


def _values(item: Item, posted: Mapping[str, list[str]]) -> tuple[Value, ...]:
    filled = {part: [text for text in written if text.strip()] for part, written in posted.items()}
    _check_count(item, filled)
    values: list[Value] = []
    if any(filled.get(part) for part in DAY_PARTS):
        values.append(parse_day_parts(*(_first(filled[part]) for part in DAY_PARTS)))
    elif item.kind is Kind.QUANTITY and filled[""]:
        units = [*filled.get(UNIT, ()), *[""] * len(filled[""])]
        pairs = zip(filled[""], units, strict=False)
        values.extend(parse_quantity(item, text, unit) for text, unit in pairs)
    else:
        read = read_key if item.follows_answers else parse
        values.extend(read(item, text) for text in filled[""])
    values.extend(parse_open_text(item, text) for text in filled.get(OWN_WORDS, ()))
    return tuple(dict.fromkeys(values)) if item.kind.has_options else tuple(values)


def _check_count(item: Item, filled: Mapping[str, list[str]]) -> None:
    if item.repeats:
        if sum(map(len, filled.values())) > item.answer_limit:
            raise Misread(FaultCode.TOO_MANY_ANSWERS, limit=item.answer_limit)
        return
    if any(len(written) > 1 for written in filled.values()):
        raise Misread(FaultCode.ONE_ANSWER)
    if filled[""] and filled.get(OWN_WORDS):
        raise Misread(FaultCode.CHOOSE_OR_WRITE)


def _first(written: Iterable[str]) -> str:
    return next(iter(written), "")


def _drawable(written: str) -> str:
    return UNSAVABLE.sub("\N{REPLACEMENT CHARACTER}", written)

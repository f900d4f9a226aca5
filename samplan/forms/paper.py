"""A questionnaire as something to write on by hand."""

from dataclasses import dataclass
from typing import Final

from samplan.forms.engine import Form, Item, Kind

LINES: Final = {Kind.TEXT: 4, Kind.STRING: 2, Kind.OPEN_CHOICE: 1, Kind.DATE: 1}


@dataclass(frozen=True)
class PaperQuestion:
    """One thing on paper: words, boxes to tick, and `lines` to write on."""

    text: str
    help: str = ""
    boxes: tuple[str, ...] = ()
    lines: int = 0
    is_heading: bool = False
    is_yes_or_no: bool = False
    is_attachment: bool = False
    is_conditional: bool = False

    @property
    def ruled(self) -> range:
        """One for each line to write on."""
        return range(self.lines)


@dataclass(frozen=True)
class PaperPage:
    """One of the form's pages with all its questions, whatever is answered before them."""

    title: str
    help: str
    questions: tuple[PaperQuestion, ...]


def paper_pages(form: Form) -> list[PaperPage]:
    """The form page by page; what it would ask only sometimes is marked so."""
    return [
        PaperPage(page.title, page.help, tuple(_question(item) for item in _flat(page.items)))
        for page in form.pages
    ]


def _flat(items: tuple[Item, ...]) -> list[Item]:
    found: list[Item] = []
    for item in items:
        found.append(item)
        found.extend(_flat(item.children))
    return found


def _question(item: Item) -> PaperQuestion:
    is_text_only = item.kind in (Kind.GROUP, Kind.DISPLAY)
    return PaperQuestion(
        text=item.text,
        help=item.help,
        boxes=tuple(option.display for option in item.options),
        lines=0 if is_text_only else _lines(item),
        is_heading=item.kind is Kind.GROUP,
        is_yes_or_no=item.kind is Kind.BOOLEAN,
        is_attachment=item.kind is Kind.ATTACHMENT,
        is_conditional=bool(item.enable_when),
    )


def _lines(item: Item) -> int:
    if item.kind in (Kind.BOOLEAN, Kind.ATTACHMENT, Kind.CHOICE):
        return 0
    return LINES.get(item.kind, 1)

"""A questionnaire as something to write on by hand."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from samplan.forms.engine import Audience, Form, Item, Kind, is_scale, said
from samplan.forms.words import spoken_values

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
        if _is_for_paper(item):
            found.append(item)
            found.extend(_flat(item.children))
    return found


def _is_for_paper(item: Item) -> bool:
    """Nothing that is hidden, worked out by the form, or a score for care alone."""
    is_shown = item.score_for is None or item.score_for.has(Audience.PATIENT)
    return not item.hidden and item.expressions.calculated is None and is_shown


def _question(item: Item) -> PaperQuestion:
    is_text_only = item.kind in (Kind.GROUP, Kind.DISPLAY)
    return PaperQuestion(
        text=f"{item.text} ({item.unit})" if item.unit else item.text,
        help="\n".join(
            part
            for part in (item.help, _ends(item), item.entry_format, _chosen_among(item))
            if part
        ),
        boxes=_boxes(item),
        lines=0 if is_text_only else _lines(item),
        is_heading=item.kind is Kind.GROUP,
        is_yes_or_no=item.kind is Kind.BOOLEAN,
        is_attachment=item.kind is Kind.ATTACHMENT,
        is_conditional=item.is_conditional,
    )


def _ends(item: Item) -> str:
    """What a number on a scale goes from and to."""
    if not is_scale(item):
        return ""
    words = spoken_values()
    least, most = (said(end or 0, words) for end in (item.limits.min_value, item.limits.max_value))
    ends = {"least": f"{least} {item.lower}".strip(), "most": f"{most} {item.upper}".strip()}
    return _("A number from %(least)s to %(most)s.") % ends


def _chosen_among(item: Item) -> str:
    """What one chooses among where that is not known on paper."""
    return _("Choose among what you have answered above.") if item.follows_answers else ""


def _boxes(item: Item) -> tuple[str, ...]:
    """What can be ticked: the options, or the units where there are several."""
    if len(item.units) > 1:
        return tuple(unit.name for unit in item.units)
    return tuple(option.display for option in item.options)


def _lines(item: Item) -> int:
    if item.follows_answers:
        return 2 if item.repeats else 1
    if item.kind in (Kind.BOOLEAN, Kind.ATTACHMENT, Kind.CHOICE):
        return 0
    return LINES.get(item.kind, 1)

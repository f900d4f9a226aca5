"""How ready a visit is: a word, an icon and a tone for each part of its preparation."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from samplan.common.dates import clock, local, short_day
from samplan.ui.parts import Tone
from samplan.visits.models import Visit


@dataclass(frozen=True)
class Cell:
    """One cell of the board."""

    tone: Tone
    icon: str
    text: str


@dataclass(frozen=True)
class Readiness:
    """The preparation of one visit at a glance."""

    visit: Visit
    summons: Cell
    questions: Cell
    news: Cell | None

    @property
    def is_ready(self) -> bool:
        """Nothing more is awaited from the patient: who has answered knows of the visit."""
        if self.visit.answers_number:
            return True
        return self.summons.tone == "ok" and self.questions.tone == "none"


def readiness_of(visit: Visit, *, reminded_at: datetime | None = None) -> Readiness:
    """How ready the visit is; `reminded_at` is when the patient was last reminded."""
    cells = _cells(get_language() or "sv")
    questions = _questions(visit, reminded_at, cells)
    return Readiness(visit, _summons(visit, cells), questions, _news(visit, cells))


@dataclass(frozen=True)
class _Cells:
    """The cells that are the same for every visit, in one language."""

    not_sent: Cell
    opened: Cell
    printed: Cell
    not_opened: Cell
    no_questions: Cell
    on_paper: Cell
    not_answered: Cell
    new_answers: Cell
    not_read: Cell


@cache
def _cells(_language: str) -> _Cells:
    return _Cells(
        not_sent=Cell("bad", "calendar-clock", _("Not sent")),
        opened=Cell("ok", "mail-open", pgettext("state", "Read")),
        printed=Cell("none", "printer", _("On paper")),
        not_opened=Cell("wait", "mail", _("Not opened")),
        no_questions=Cell("none", "circle", _("No questions")),
        on_paper=Cell("none", "clipboard-list", _("On paper")),
        not_answered=Cell("wait", "clipboard-list", _("Not answered")),
        new_answers=Cell("bad", "bell", _("New answers since read")),
        not_read=Cell("wait", "eye-off", _("Not read by us")),
    )


def _summons(visit: Visit, cells: _Cells) -> Cell:
    if visit.held_until is not None:
        until = clock(local(visit.held_until), get_language() or "sv")
        return Cell("wait", "clock", _("Held until %(clock)s") % {"clock": until})
    if visit.is_planned:
        return cells.not_sent
    if visit.opened_at is not None:
        return cells.opened
    return cells.printed if visit.is_on_paper else cells.not_opened


def _questions(visit: Visit, reminded_at: datetime | None, cells: _Cells) -> Cell:
    if visit.response_id is None:
        return cells.no_questions
    if visit.answers_number:
        words = _answered(get_language() or "sv", visit.answers_count, visit.files_count)
        return Cell("ok", "clipboard-check", words)
    if visit.is_on_paper:
        return cells.on_paper
    if reminded_at is not None:
        day = short_day(local(reminded_at).date(), get_language() or "sv")
        return Cell("wait", "clipboard-list", _("Reminded %(day)s") % {"day": day})
    return cells.not_answered


@lru_cache(maxsize=512)
def _answered(_language: str, count: int, files_count: int) -> str:
    words = ngettext("%(count)d answer", "%(count)d answers", count) % {"count": count}
    if not files_count:
        return words
    files = ngettext("%(count)d file", "%(count)d files", files_count)
    return f"{words}, {files % {'count': files_count}}"


def _news(visit: Visit, cells: _Cells) -> Cell | None:
    """Whether care has read the answers."""
    if not visit.answers_number:
        return None
    if not visit.has_new_answers:
        return Cell("ok", "eye", _("Read by %(name)s") % {"name": visit.read_by})
    return cells.new_answers if visit.read_number else cells.not_read

"""How ready a visit is: a word, an icon and a tone for each part of its preparation."""

from dataclasses import dataclass
from datetime import datetime

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
    return Readiness(visit, _summons(visit), _questions(visit, reminded_at), _news(visit))


def _summons(visit: Visit) -> Cell:
    if visit.held_until is not None:
        until = clock(local(visit.held_until), get_language() or "sv")
        return Cell("wait", "clock", _("Held until %(clock)s") % {"clock": until})
    if visit.is_planned:
        return Cell("bad", "calendar-clock", _("Not sent"))
    if visit.opened_at is not None:
        return Cell("ok", "mail-open", pgettext("state", "Read"))
    if visit.is_on_paper:
        return Cell("none", "printer", _("On paper"))
    return Cell("wait", "mail", _("Not opened"))


def _questions(visit: Visit, reminded_at: datetime | None) -> Cell:
    if visit.response_id is None:
        return Cell("none", "circle", _("No questions"))
    if visit.answers_number:
        return Cell("ok", "clipboard-check", _answered(visit))
    if visit.is_on_paper:
        return Cell("none", "clipboard-list", _("On paper"))
    if reminded_at is not None:
        day = short_day(local(reminded_at).date(), get_language() or "sv")
        return Cell("wait", "clipboard-list", _("Reminded %(day)s") % {"day": day})
    return Cell("wait", "clipboard-list", _("Not answered"))


def _answered(visit: Visit) -> str:
    count = visit.answers_count
    words = ngettext("%(count)d answer", "%(count)d answers", count) % {"count": count}
    if not visit.files_count:
        return words
    files = ngettext("%(count)d file", "%(count)d files", visit.files_count)
    return f"{words}, {files % {'count': visit.files_count}}"


def _news(visit: Visit) -> Cell | None:
    """Whether care has read the answers."""
    if not visit.answers_number:
        return None
    if not visit.has_new_answers:
        return Cell("ok", "eye", _("Read by %(name)s") % {"name": visit.read_by})
    if visit.read_number:
        return Cell("bad", "bell", _("New answers since read"))
    return Cell("wait", "eye-off", _("Not read by us"))

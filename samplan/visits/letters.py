"""Letters: a visit's summons, or what has become of it, on paper."""

from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from samplan.forms.drawing.paper import PaperPage, paper_pages
from samplan.visits.models import Visit
from samplan.visits.outgoing import outgoing


@dataclass(frozen=True)
class Letter:
    """One letter in the patient's language. Without receiver where the identity is protected."""

    visit: Visit
    title: str
    text: str
    address: str
    answer_by: date | None
    can_be_sent_back: bool
    form_title: str
    pages: list[PaperPage]
    has_answers: bool = False


def letter_of(visit: Visit, *, today: date, cancelled_words: str = "") -> Letter:
    """What is to be posted now. Questions come with a summons, not with a cancellation, nor once
    they are answered: then the letter says that they are.
    """
    sent = outgoing(visit, today=today)
    has_answers = visit.answered_at is not None and not visit.is_cancelled
    form = None if visit.is_cancelled or has_answers else sent.form
    with translation.override(visit.language):
        title = _("Your visit is cancelled") if visit.is_cancelled else _("Summons")
        answer_by = sent.answer_by if form else None
        return Letter(
            visit=visit,
            title=title,
            text=cancelled_words if visit.is_cancelled else sent.text,
            address=_receiver(visit),
            answer_by=answer_by,
            can_be_sent_back=answer_by is not None and answer_by > today,
            form_title=form.title if form else "",
            pages=paper_pages(form) if form else [],
            has_answers=has_answers,
        )


def _receiver(visit: Visit) -> str:
    """The name and address for the window of an envelope."""
    if visit.patient.has_protected_identity:
        return ""
    return f"{visit.patient.full_name}\n{visit.patient.address}".strip()

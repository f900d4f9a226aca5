"""Exactly what the patient gets, before it is sent and afterwards."""

from dataclasses import dataclass
from datetime import date

from django.utils import translation

from samplan.forms.engine import Form
from samplan.forms.loaded import form_of
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.queries import published
from samplan.visits.actions.sending import answer_day, has_questions
from samplan.visits.models import Send, Visit, VisitType
from samplan.visits.summons import summons_text


@dataclass(frozen=True)
class AskedPage:
    """One page of questions: its heading, empty where it has none, and what it asks."""

    title: str
    questions: tuple[str, ...]


def asked_pages(form: Form) -> list[AskedPage]:
    """The questions of a form in words, page by page; pages that ask nothing are left out."""
    pages = [
        AskedPage(page.title, tuple(each.text for each in page.questions if each.text))
        for page in form.pages
    ]
    return [page for page in pages if page.questions]


@dataclass(frozen=True)
class Planned:
    """The form that visits of a type send, as those who plan one see it."""

    version: QuestionnaireVersion
    pages: list[AskedPage]


def planned_questions(visit_type: VisitType, *, language: str) -> Planned | None:
    """What visits of the type ask now, in the language; None where they ask nothing."""
    key = visit_type.questionnaire_id
    if key is None or not visit_type.sends_questions:
        return None
    version = published([key], clinic_id=visit_type.clinic_id).get(key)
    return Planned(version, asked_pages(form_of(version, language))) if version else None


@dataclass(frozen=True)
class Outgoing:
    """The summons as the patient reads it, and the questions in the same language."""

    text: str
    form: Form | None
    answer_by: date | None
    is_merged: bool
    lacks_questions: bool = False

    @property
    def pages(self) -> list[AskedPage]:
        """What is asked, page by page."""
        return asked_pages(self.form) if self.form else []


def outgoing(visit: Visit, *, today: date) -> Outgoing:
    """What goes, or has gone, to the patient. Ask with `response__version` at hand."""
    version = _version(visit)
    with translation.override(visit.language):
        text = summons_text(visit)
    return Outgoing(
        text=text,
        form=form_of(version, visit.language) if version else None,
        answer_by=visit.answer_by or (answer_day(visit, today) if version else None),
        is_merged=visit.send == Send.MERGED and version is not None,
        lacks_questions=version is None and visit.is_planned and has_questions(visit),
    )


def _version(visit: Visit) -> QuestionnaireVersion | None:
    """The version that was sent, or that would be now."""
    if visit.response is not None:
        return visit.response.version
    key = visit.visit_type.questionnaire_id
    if key is None or not visit.is_planned or not has_questions(visit):
        return None
    return published([key], clinic_id=visit.clinic_id).get(key)

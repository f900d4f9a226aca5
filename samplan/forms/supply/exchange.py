"""Forms as FHIR JSON bundles: handed out, and taken in as drafts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import Acting
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.forms import engine
from samplan.forms.models import (
    LONGEST_ADDRESS,
    Questionnaire,
    QuestionnaireVersion,
    VersionStatus,
)
from samplan.forms.supply import policies
from samplan.forms.supply.making import free_slug, hold_owner, made_draft
from samplan.forms.words import problem_said
from samplan.organisations.models import Organisation

MOST_FORMS: Final = 100  # in one bundle
WRITTEN_BY_PUBLISHING: Final = frozenset({"status", "version", "date"})


class NotABundle(Refused):
    """The file is neither a questionnaire nor a bundle of them; the message says what it is."""


@dataclass(frozen=True)
class TakenIn:
    """What became of one questionnaire of a file.

    `draft` is None where it cannot be used; then `problems` say what and where. It is None too
    where the version in use, `unchanged`, says the same already. `notes` are what will only look
    otherwise.
    """

    title: str
    draft: QuestionnaireVersion | None
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unchanged: QuestionnaireVersion | None = None


def bundle_of(versions: Iterable[QuestionnaireVersion]) -> dict[str, Any]:
    """The versions' documents as a FHIR R4 Bundle of type collection, as they were published."""
    entries = [
        {"fullUrl": f"urn:uuid:{version.pk}", "resource": version.document} for version in versions
    ]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def questionnaires_in(content: Any) -> list[Mapping[str, Any]]:
    """The questionnaires of a bundle, or the one that the file is. Raises NotABundle."""
    kind = content.get("resourceType") if isinstance(content, dict) else None
    if kind == "Questionnaire":
        return [content]
    if kind != "Bundle":
        raise NotABundle(_("The file is no FHIR questionnaire. Export it again as FHIR JSON."))
    entries = content.get("entry") if isinstance(content.get("entry"), list) else []
    resources = [each.get("resource") for each in entries if isinstance(each, dict)]
    found: list[Mapping[str, Any]] = [
        each
        for each in resources
        if isinstance(each, dict) and each.get("resourceType") == "Questionnaire"
    ]
    if not found:
        raise NotABundle(_("The bundle holds no questionnaires."))
    if len(found) > MOST_FORMS:
        raise NotABundle(_("The bundle holds more than %d questionnaires.") % MOST_FORMS)
    return found


@transaction.atomic
def take_in(
    documents: Iterable[Mapping[str, Any]], *, owner: Organisation, acting: Acting, at: datetime
) -> list[TakenIn]:
    """Make a draft of each questionnaire that can be used; the others are told of.

    One that says what the owner's version in use says changes nothing.

    One with the address of a form that the owner has becomes that form's draft, unless it has one.
    """
    policies.check_may_make_forms(acting, owner.pk)
    hold_owner(owner.pk)
    return [_taken_in(document, owner, acting=acting, at=at) for document in documents]


def _taken_in(
    document: Mapping[str, Any], owner: Organisation, *, acting: Acting, at: datetime
) -> TakenIn:
    try:
        form = engine.load(document)
    except engine.UnsupportedForm as refusal:
        return TakenIn(_title(document), None, tuple(map(_placed, refusal.problems)))
    notes = tuple(map(_placed, form.source.notes))
    if len((form.url or "").encode()) > LONGEST_ADDRESS:
        too_long = _("url: the form's address is too long.")
        return TakenIn(form.title, None, (too_long,))
    questionnaire = _own(form, owner)
    in_use = questionnaire.versions.filter(status=VersionStatus.ACTIVE).first()
    if in_use is not None and _asked_in(in_use.document) == _asked_in(document):
        return TakenIn(form.title, None, notes=notes, unchanged=in_use)
    in_the_way = _in_the_way(questionnaire)
    if in_the_way:
        return TakenIn(form.title, None, (in_the_way,))
    draft = made_draft(questionnaire, document, acting=acting, at=at)
    trail.record("form.imported", acting=acting, patient_id=None, about=questionnaire)
    return TakenIn(form.title, draft, notes=notes)


def _asked_in(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document without what publishing writes in it."""
    return {key: value for key, value in document.items() if key not in WRITTEN_BY_PUBLISHING}


def _title(document: Mapping[str, Any]) -> str:
    """What a document that cannot be used calls itself; whatever else stands there is no title."""
    names = (document.get(key) for key in ("title", "name"))
    return _writable(next((name for name in names if isinstance(name, str) and name), "")[:200])


def _in_the_way(questionnaire: Questionnaire) -> str:
    """Why no file can become the form's draft, in words; empty where one can."""
    if questionnaire.is_subscribed:
        return _("The form follows another. Part from it first, then you decide yourself.")
    if questionnaire.versions.filter(status=VersionStatus.DRAFT).exists():
        return _("The form has a draft already. Publish it or throw it away first.")
    return ""


def _own(form: engine.Form, owner: Organisation) -> Questionnaire:
    """The owner's form with the same address, made where there is none. The owner is held."""
    name = form.title or form.name or ""
    if form.url:
        known = Questionnaire.objects.select_for_update().filter(owner=owner, url=form.url).first()
        if known is not None:
            return known
    return Questionnaire.objects.create(
        owner=owner, slug=free_slug(name, owner.pk), url=form.url or ""
    )


def _placed(problem: engine.Problem) -> str:
    """The problem with its path in the file."""
    said = problem_said(problem)
    return _writable(f"{problem.path}: {said}" if problem.path else said)


def _writable(text: str) -> str:
    """The text with half characters, which no page can hold, as question marks."""
    return text.encode("utf-8", "replace").decode()

"""Putting versions in use, taking forms out of use, and going back to an earlier version."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import Acting
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.common.dates import local
from samplan.forms import engine
from samplan.forms.building.own_questions import own_in
from samplan.forms.models import Questionnaire, QuestionnaireVersion, VersionStatus
from samplan.forms.supply import policies
from samplan.forms.supply.drafting import begin_draft, change_draft, locked_draft
from samplan.forms.supply.making import held
from samplan.forms.supply.opening import document_of
from samplan.organisations.models import Organisation

NOTICE: Final = timedelta(days=14)  # before followers take a new version by themselves


class NotUsable(Refused):
    """The document asks for what cannot be done; `problems` says what and where."""

    def __init__(self, problems: tuple[engine.Problem, ...]) -> None:
        super().__init__(_("The form cannot be published yet. Mend what is listed first."))
        self.problems = problems


@transaction.atomic
def publish_draft(
    draft: QuestionnaireVersion,
    *,
    over: int,
    acting: Acting,
    at: datetime,
    followed_on: date | None = None,
) -> QuestionnaireVersion:
    """Put the draft in use. Answers already begun keep the version that they were begun on.

    `over` is the draft's revision as it was looked through. Followers take it by themselves on
    `followed_on`, two weeks ahead where nothing is said. Raises NotUsable, and as `change_draft`.
    """
    locked = locked_draft(draft, over, acting)
    day = local(at).date()
    if followed_on is not None and followed_on < day:
        raise Refused(_("Choose today or a later day."))
    document = document_of(locked)
    facts = {"status": "active", "version": str(locked.number), "date": day.isoformat()}
    if locked.questionnaire.is_subscribed:
        _keep_own_groups(locked.questionnaire, document)
    put_in_use(locked, {**document, **facts}, followed_on=followed_on, acting=acting, at=at)
    locked.draft_items.all().delete()
    locked.steps.all().delete()
    trail.record("form.published", acting=acting, patient_id=None, about=locked)
    return locked


def put_in_use(
    version: QuestionnaireVersion,
    document: Mapping[str, Any],
    *,
    acting: Acting,
    at: datetime,
    followed_on: date | None = None,
) -> engine.Form:
    """Save the version as the form's one in use; the caller holds the form. Raises NotUsable."""
    form = checked(document)
    retire_active(version.questionnaire)
    version.label, version.title = form.version or "", form.title
    version.document, version.digest = document, digest_of(document)
    version.status, version.asks_patients = VersionStatus.ACTIVE, form.asks_patients
    version.followed_on = followed_on or local(at).date() + NOTICE
    version.published_at, version.published_by = at, acting.actor_name
    version.save()
    return form


def _keep_own_groups(questionnaire: Questionnaire, document: Mapping[str, Any]) -> None:
    """Remember the own questions by place: newer versions of what is followed get them too."""
    own = own_in(document)
    questionnaire.own_groups = [{"place": place, "items": items} for place, items in own.items()]
    questionnaire.save(update_fields=["own_groups"])


@transaction.atomic
def retire(questionnaire: Questionnaire, *, acting: Acting) -> bool:
    """Take the form out of use; whether it was in use. Answers already begun can be finished."""
    policies.check_may_manage(acting, questionnaire)
    locked = held(questionnaire)
    is_retired = retire_active(locked)
    if is_retired:
        trail.record("form.retired", acting=acting, patient_id=None, about=locked)
    return is_retired


@transaction.atomic
def limit(
    questionnaire: Questionnaire, regions: Iterable[Organisation], *, acting: Acting
) -> Questionnaire:
    """Let only these regions see the form; none means all of them.

    Those that follow it already keep what they have. Raises Refused for organisations that are no
    regions below the owner.
    """
    policies.check_may_manage(acting, questionnaire)
    chosen = list(regions)
    if any(region.parent_id != questionnaire.owner_id for region in chosen):
        raise Refused(_("Choose among the regions."))
    locked = held(questionnaire)
    locked.limited_to.set(chosen)
    trail.record("form.limited", acting=acting, patient_id=None, about=locked)
    return locked


@transaction.atomic
def restore(version: QuestionnaireVersion, *, acting: Acting, at: datetime) -> QuestionnaireVersion:
    """Make the draft what a published version was, whole. The draft's own changes can be undone.

    Raises Refused for a form that follows another, whose versions come from there.
    """
    if version.questionnaire.is_subscribed:
        raise Refused(_("The form follows another. Part from it first, then you decide yourself."))
    draft = begin_draft(version.questionnaire, acting=acting, at=at)
    document = {**document_of(version), "status": "draft"}
    restored = change_draft(draft, document, over=draft.revision, acting=acting, at=at)
    detail = {"version": version.number}
    trail.record("form.restored", acting=acting, patient_id=None, about=version, detail=detail)
    return restored


def checked(document: Mapping[str, Any]) -> engine.Form:
    """The document as a form. Raises NotUsable with every place that is in the way."""
    try:
        return engine.load(document)
    except engine.UnsupportedForm as refusal:
        raise NotUsable(refusal.problems) from None


def digest_of(document: Any) -> str:
    """SHA-256 of the document as JSON with sorted keys, in hexadecimal."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def retire_active(questionnaire: Questionnaire) -> bool:
    """Take the version in use out of use; whether there was one. The caller holds the form."""
    active = questionnaire.versions.filter(status=VersionStatus.ACTIVE)
    return bool(active.update(status=VersionStatus.RETIRED))

"""Drafts: what is being built and nobody is asked yet. Each change can be undone."""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samplan.access.acting import Acting, StaffActing
from samplan.access.compiled import compiled_untraced
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.forms.building.flat import Change, change_between, taken_apart
from samplan.forms.building.own_questions import own_in, with_own, without_own
from samplan.forms.building.texts import Json
from samplan.forms.models import (
    Questionnaire,
    QuestionnaireVersion,
    VersionStatus,
)
from samplan.forms.supply import policies
from samplan.forms.supply.growing import check_growth
from samplan.forms.supply.making import free_slug, held, made_draft
from samplan.forms.supply.opening import document_of
from samplan.forms.supply.steps import save_with_step, take_back


class Overtaken(Refused):
    """The draft has been changed since the page was drawn; the newer one is shown instead."""

    def __init__(self) -> None:
        super().__init__(_("Someone has changed the draft since. Here is how it looks now."))


@transaction.atomic
def make_form(title: str, *, acting: StaffActing, at: datetime) -> QuestionnaireVersion:
    """A new form of the acting's organisation, as an empty draft."""
    policies.check_may_make_forms(acting, acting.clinic_id)
    questionnaire = Questionnaire.objects.create(
        owner_id=acting.clinic_id, slug=free_slug(title, acting.clinic_id)
    )
    questionnaire.url = f"urn:uuid:{questionnaire.pk}"
    questionnaire.save(update_fields=["url"])
    document = {
        "resourceType": "Questionnaire",
        "url": questionnaire.url,
        "status": "draft",
        "language": "sv",
        "title": title,
        "subjectType": ["Patient"],
        "item": [{"linkId": "sida-1", "type": "group"}],
    }
    draft = made_draft(questionnaire, document, acting=acting, at=at)
    trail.record("form.made", acting=acting, patient_id=None, about=questionnaire)
    return draft


@transaction.atomic
def begin_draft(
    questionnaire: Questionnaire, *, acting: Acting, at: datetime
) -> QuestionnaireVersion:
    """The form's draft; one that begins from the newest published version where there is none."""
    policies.check_may_manage(acting, questionnaire)
    locked = held(questionnaire)
    existing = locked.versions.filter(status=VersionStatus.DRAFT).first()
    if existing is not None:
        return existing
    newest = locked.versions.order_by("-number").first()
    if newest is None:
        raise Refused(_("There is nothing to begin from."))
    origin = newest.origin_version_id
    return made_draft(locked, document_of(newest), origin_version_id=origin, acting=acting, at=at)


@transaction.atomic
def change_draft(
    draft: QuestionnaireVersion,
    document: Json,
    *,
    over: int,
    acting: Acting,
    at: datetime,
    sitting: str = "",
) -> QuestionnaireVersion:
    """Put another document in the draft's place, and keep the old one so that it can be undone.

    `over` is the revision that the change was made on; changes of one `sitting` after each other
    are undone as one. Raises Overtaken where `over` is not the newest, Outgrown where no form can
    be that large, and Refused where the draft has been published.
    """
    locked = locked_draft(draft, over, acting)
    locked.document = document_of(draft if draft.revision == locked.revision else locked)
    document = _kept_to_origin(locked, document)
    change = change_between(taken_apart(locked.document), taken_apart(document))
    if not change:
        return locked
    check_growth(document, locked.document)
    locked.document = document
    return save_change(locked, change, acting=acting, at=at, sitting=sitting)


def save_change(
    locked: QuestionnaireVersion, change: Change, *, acting: Acting, at: datetime, sitting: str
) -> QuestionnaireVersion:
    """Save the draft, which the caller holds, with items that are changed."""
    _turn(locked, acting=acting, at=at)
    save_with_step(locked, change, sitting)
    trail.record("form.changed", acting=acting, patient_id=None, about=locked.questionnaire)
    return locked


def _kept_to_origin(draft: QuestionnaireVersion, document: Json) -> Json:
    """The document with own questions at their places, where the form follows another.

    Raises Refused where anything else has been changed: that is done at the origin, or in a copy.
    """
    if not draft.questionnaire.is_subscribed:
        return document
    base = without_own(document_of(draft))
    if without_own(document) != base:
        raise Refused(
            _(
                "This comes from the form that you follow, and is changed there. "
                "Make a copy to change it here."
            )
        )
    return with_own(base, own_in(document))


@transaction.atomic
def undo(
    draft: QuestionnaireVersion, *, over: int, acting: Acting, at: datetime
) -> QuestionnaireVersion:
    """Take the newest change back. Raises as `change_draft`, and where there is none left."""
    locked = locked_draft(draft, over, acting)
    step = locked.steps.order_by("-revision").first()
    if step is None:
        raise Refused(_("There is nothing more to undo."))
    _turn(locked, acting=acting, at=at)
    take_back(locked, step)
    trail.record("form.changed", acting=acting, patient_id=None, about=locked.questionnaire)
    return locked


@transaction.atomic
def discard(draft: QuestionnaireVersion, *, over: int, acting: Acting) -> None:
    """Throw the draft away; what is published stays. Raises Refused where nothing else is left.

    Raises Overtaken where `over`, the revision that one looked at, is not the newest.
    """
    locked = locked_draft(draft, over, acting)
    questionnaire = locked.questionnaire
    if not questionnaire.versions.exclude(pk=locked.pk).exists():
        raise Refused(_("The form has never been published. Then the draft is all there is."))
    locked.delete()
    trail.record("form.draft_discarded", acting=acting, patient_id=None, about=questionnaire)


def locked_draft(draft: QuestionnaireVersion, over: int, acting: Acting) -> QuestionnaireVersion:
    """The draft, held for changing and without a document. Raises as `change_draft`."""
    policies.check_may_manage(acting, draft.questionnaire)
    found = _held(acting, draft_id=draft.pk)
    if not found:
        raise Refused(_("The draft is no longer there: it has been published or thrown away."))
    locked = found[0]
    if locked.revision != over:
        raise Overtaken
    return locked


@compiled_untraced
def _held(_acting: Acting, *, draft_id: uuid.UUID) -> QuerySet[QuestionnaireVersion]:
    """The draft and its form until the transaction ends; or none.

    The form is locked before its draft, as by all who change its versions.
    """
    held = QuestionnaireVersion.objects.select_for_update(of=("questionnaire", "self"))
    drafts = held.select_related("questionnaire")
    return drafts.filter(pk=draft_id, status=VersionStatus.DRAFT)


def _turn(draft: QuestionnaireVersion, *, acting: Acting, at: datetime) -> None:
    draft.changed_at, draft.changed_by = at, acting.actor_name
    draft.revision += 1

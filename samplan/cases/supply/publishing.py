"""Putting versions of case types in use, and taking case types out of use."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import Acting
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.cases.models import CaseType, CaseTypeVersion, Direction, Offering, OpensTo, TypeStatus
from samplan.cases.supply import policies
from samplan.cases.supply.drafting import Overtaken, held, locked_draft
from samplan.cases.supply.offerings import next_position
from samplan.common.dates import local
from samplan.forms.queries import sendable_from
from samplan.organisations.models import OrganisationKind

NOTICE: Final = timedelta(days=14)  # before followers take a new version by themselves


@transaction.atomic
def publish_draft(
    draft: CaseTypeVersion,
    *,
    over: int,
    acting: Acting,
    at: datetime,
    followed_on: date | None = None,
) -> CaseTypeVersion:
    """Put the draft in use. Cases that are begun keep the version that they were begun on.

    A clinic's own is offered at the clinic at once, handed out to nobody at first; those who
    follow one from above take it by themselves on `followed_on`, two weeks ahead where nothing is
    said. `over` is the revision that was looked through. Raises Refused where a case type that
    the patient starts has no form that patients can answer.
    """
    locked = locked_draft(draft, acting)
    if locked.revision != over:
        raise Overtaken
    day = local(at).date()
    if followed_on is not None and followed_on < day:
        raise Refused(_("Choose today or a later day."))
    _check_usable(locked)
    locked.followed_on = followed_on or day + NOTICE
    put_in_use(locked, acting=acting, at=at)
    if locked.case_type.owner.kind == OrganisationKind.CLINIC:
        _offer(locked)
    return locked


def put_in_use(version: CaseTypeVersion, *, acting: Acting, at: datetime) -> None:
    """Save the version as the case type's one in use; the caller holds the case type."""
    retire_active(version.case_type)
    version.status = TypeStatus.ACTIVE
    version.followed_on = version.followed_on or local(at).date() + NOTICE
    version.published_at, version.published_by = at, acting.actor_name
    version.save()
    trail.record("case_type.published", acting=acting, patient_id=None, about=version)


def lacks(version: CaseTypeVersion) -> dict[str, str]:
    """What a draft needs before it can be put in use: sentences by the names of its fields."""
    if not version.title:
        return {"title": _("The case type needs a name.")}
    case_type = version.case_type
    if case_type.direction == Direction.CLINIC:
        return {}
    forms = sendable_from(case_type.owner_id).filter(questionnaire=version.questionnaire_id)
    if version.questionnaire_id is None or not forms.exists():
        sentence = _("Choose the form that the patient answers, among those in use.")
        return {"questionnaire": sentence}
    return {}


def _check_usable(version: CaseTypeVersion) -> None:
    for sentence in lacks(version).values():
        raise Refused(sentence)


def _offer(version: CaseTypeVersion) -> None:
    clinic_id = version.case_type.owner_id
    Offering.objects.update_or_create(
        clinic_id=clinic_id,
        case_type=version.case_type,
        defaults={"version": version},
        create_defaults={
            "version": version,
            "opens_to": OpensTo.HANDED_OUT,
            "position": next_position(clinic_id),
        },
    )


@transaction.atomic
def retire_type(case_type: CaseType, *, acting: Acting) -> bool:
    """Take the case type out of use; whether it was in use.

    Clinics that follow it keep what they have; nobody new can take it.
    """
    policies.check_may_manage(acting, case_type)
    is_retired = retire_active(held(case_type))
    if is_retired:
        trail.record("case_type.retired", acting=acting, patient_id=None, about=case_type)
    return is_retired


def retire_active(case_type: CaseType) -> bool:
    """Take the version in use out of use; whether there was one. The caller holds the type."""
    active = case_type.versions.filter(status=TypeStatus.ACTIVE)
    return bool(active.update(status=TypeStatus.RETIRED))

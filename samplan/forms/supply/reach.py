"""Which forms an organisation's staff see: their own, and what comes from above."""

import uuid

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from samplan.access.acting import StaffActing
from samplan.forms.models import Bond, Questionnaire, QuestionnaireVersion, VersionStatus
from samplan.organisations.models import Organisation


def own_forms(acting: StaffActing) -> QuerySet[Questionnaire]:
    """The forms of the acting's organisation."""
    return Questionnaire.objects.filter(owner_id=acting.clinic_id).order_by("slug", "id")


def newest_of_own(acting: StaffActing) -> QuerySet[QuestionnaireVersion]:
    """The newest version of each of the organisation's forms, without its document.

    `in_use` is the number of the version in use, None where there is none.
    """
    own = QuestionnaireVersion.objects.filter(questionnaire__owner_id=acting.clinic_id)
    in_use = own.filter(questionnaire_id=OuterRef("questionnaire_id"), status=VersionStatus.ACTIVE)
    return (
        own.order_by("questionnaire_id", "-number")
        .distinct("questionnaire_id")
        .annotate(in_use=Subquery(in_use.values("number")[:1]))
        .select_related("questionnaire__origin__owner")
        .defer("document")
    )


def from_above(organisation_id: uuid.UUID) -> QuerySet[QuestionnaireVersion]:
    """The versions in use at the levels above that the organisation may take, by title."""
    return (
        QuestionnaireVersion.objects.filter(
            _is_above(organisation_id),
            is_seen_from(organisation_id),
            status=VersionStatus.ACTIVE,
        )
        .select_related("questionnaire__owner")
        .defer("document")
        .order_by("title", "id")
    )


def is_followed_by(organisation_id: uuid.UUID) -> Exists:
    """Whether the organisation follows the version's form, as a condition on versions."""
    return Exists(
        Questionnaire.objects.filter(
            owner_id=organisation_id, origin=OuterRef("questionnaire_id"), bond=Bond.SUBSCRIBED
        )
    )


def is_seen_from(organisation_id: uuid.UUID) -> Q:
    """Versions of forms that are not limited to other regions, as a condition on versions."""
    limits = Questionnaire.limited_to.through.objects.filter(
        questionnaire_id=OuterRef("questionnaire_id")
    )
    own_region = Organisation.objects.filter(
        Q(pk=organisation_id) | Q(children=organisation_id)
    ).values("pk")
    is_limited = Exists(limits)
    is_ours = Exists(limits.filter(organisation_id__in=own_region))
    return Q(questionnaire__owner=organisation_id) | ~Q(is_limited) | Q(is_ours)


def _is_above(organisation_id: uuid.UUID) -> Q:
    owner = "questionnaire__owner__children"
    return Q(**{owner: organisation_id}) | Q(**{f"{owner}__children": organisation_id})


def own_drafts(acting: StaffActing) -> QuerySet[QuestionnaireVersion]:
    """The drafts of the organisation's own forms, whole."""
    drafts = QuestionnaireVersion.objects.filter(
        questionnaire__owner_id=acting.clinic_id, status=VersionStatus.DRAFT
    )
    return drafts.select_related("questionnaire").order_by("id")


def versions_of(questionnaire: Questionnaire) -> QuerySet[QuestionnaireVersion]:
    """The form's versions, newest first, without their documents."""
    versions = QuestionnaireVersion.objects.filter(questionnaire=questionnaire)
    return versions.select_related("origin_version").defer("document").order_by("-number")

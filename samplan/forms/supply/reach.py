"""Which forms an organisation's staff see: their own, and what comes from above."""

import uuid
from typing import Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from samplan.access.acting import Acting, StaffActing
from samplan.access.compiled import compiled_untraced
from samplan.forms.building.own_questions import Place, places_in
from samplan.forms.models import Bond, Questionnaire, QuestionnaireVersion, VersionStatus
from samplan.organisations.models import Organisation, OrganisationKind

ORIGINS_OWNER: Final = "origin_version__questionnaire__owner"


def own_forms(acting: StaffActing) -> QuerySet[Questionnaire]:
    """The forms of the acting's organisation; `regions` as in `newest_of_own`."""
    own = Questionnaire.objects.filter(owner_id=acting.clinic_id)
    return (
        own.annotate(regions=_regions_of("pk"))
        .select_related("origin__owner")
        .order_by("slug", "id")
    )


def newest_of_own(acting: Acting) -> QuerySet[QuestionnaireVersion]:
    """The newest version of each of the organisation's forms, without its document.

    `in_use` is the number of the version in use, None where there is none. `has_news`: what is
    followed has a version that is not taken yet. `regions` are the names of those that alone see
    the form; none means all.
    """
    own = QuestionnaireVersion.objects.filter(questionnaire__owner_id=acting.unit_id)
    in_use = own.filter(questionnaire_id=OuterRef("questionnaire_id"), status=VersionStatus.ACTIVE)
    return (
        own.order_by("questionnaire_id", "-number")
        .distinct("questionnaire_id")
        .annotate(
            in_use=Subquery(in_use.values("number")[:1]),
            has_news=_has_news(acting.unit_id),
            regions=_regions_of("questionnaire_id"),
        )
        .select_related("questionnaire__origin__owner")
        .defer("document")
    )


@compiled_untraced
def all_of_own(acting: Acting) -> QuerySet[QuestionnaireVersion]:
    """The rows of `newest_of_own`."""
    return newest_of_own(acting)


def _regions_of(form: str) -> ArraySubquery:
    """The names of the regions that alone see the form that the field names."""
    limits = Questionnaire.limited_to.through.objects.filter(questionnaire_id=OuterRef(form))
    return ArraySubquery(limits.order_by("organisation__name").values("organisation__name"))


def _has_news(organisation_id: uuid.UUID | None) -> Exists:
    """Whether what a version's form follows has a newer one, as an expression on versions."""
    versions = QuestionnaireVersion.objects.filter(status=VersionStatus.ACTIVE)
    taken = versions.filter(questionnaire_id=OuterRef(OuterRef("questionnaire_id")))
    newer = versions.filter(
        questionnaire__followers=OuterRef("questionnaire_id"),
        questionnaire__followers__bond=Bond.SUBSCRIBED,
    ).filter(is_seen_from(organisation_id))
    return Exists(newer.exclude(pk__in=taken.values("origin_version_id")))


def from_above(organisation_id: uuid.UUID | None) -> QuerySet[QuestionnaireVersion]:
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


@compiled_untraced
def all_from_above(acting: Acting) -> QuerySet[QuestionnaireVersion]:
    """The rows of `from_above`; `is_followed` where the organisation follows the form."""
    return from_above(acting.unit_id).annotate(is_followed=is_followed_by(acting.unit_id))


def is_followed_by(organisation_id: uuid.UUID | None) -> Exists:
    """Whether the organisation follows the version's form, as a condition on versions."""
    return Exists(
        Questionnaire.objects.filter(
            owner_id=organisation_id, origin=OuterRef("questionnaire_id"), bond=Bond.SUBSCRIBED
        )
    )


def is_seen_from(organisation_id: uuid.UUID | None) -> Q:
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


def newest_followed(questionnaire: Questionnaire) -> QuestionnaireVersion | None:
    """The version in use of what a form follows, where its owner still sees it."""
    versions = QuestionnaireVersion.objects.filter(
        is_seen_from(questionnaire.owner_id),
        questionnaire_id=questionnaire.origin_id,
        status=VersionStatus.ACTIVE,
    )
    return versions.select_related("questionnaire__owner").first()


def _is_above(organisation_id: uuid.UUID | None) -> Q:
    """Versions of forms of the levels above; no joins, which would show a form once a child."""
    above = Organisation.objects.filter(
        Q(children=organisation_id) | Q(children__children=organisation_id)
    )
    return Q(questionnaire__owner__in=above.values("pk"))


def readable(acting: StaffActing) -> QuerySet[QuestionnaireVersion]:
    """The published versions that the acting may read whole: own ones, and those from above."""
    own = Q(questionnaire__owner_id=acting.clinic_id) & ~Q(status=VersionStatus.DRAFT)
    above = _is_above(acting.clinic_id) & is_seen_from(acting.clinic_id)
    versions = QuestionnaireVersion.objects.filter(own | (above & Q(status=VersionStatus.ACTIVE)))
    return versions.select_related("questionnaire__owner").distinct()


def own_versions(acting: StaffActing) -> QuerySet[QuestionnaireVersion]:
    """Every version of the organisation's own forms, drafts too, whole."""
    versions = QuestionnaireVersion.objects.filter(questionnaire__owner_id=acting.clinic_id)
    with_origin = versions.select_related("questionnaire", ORIGINS_OWNER)
    return with_origin.defer("origin_version__document").order_by("id")


def can_be_followed(acting: StaffActing) -> bool:
    """Whether the organisation has any below it that could follow its forms."""
    return acting.organisation_kind != OrganisationKind.CLINIC


def below(acting: StaffActing) -> QuerySet[Organisation]:
    """The regions that a national form can be limited to, by name; none for other levels."""
    regions = Organisation.objects.filter(parent_id=acting.clinic_id, kind=OrganisationKind.REGION)
    return regions.order_by("name", "id")


def places_of(questionnaire: Questionnaire) -> list[Place]:
    """The places where a form that follows another may have questions of its own."""
    if not questionnaire.is_subscribed:
        return []
    version = published_of(questionnaire).first()
    return places_in(version.document) if version else []


def published_of(questionnaire: Questionnaire) -> QuerySet[QuestionnaireVersion]:
    """The form's versions that are or have been in use, newest first, whole."""
    versions = QuestionnaireVersion.objects.filter(questionnaire=questionnaire)
    return versions.exclude(status=VersionStatus.DRAFT).order_by("-number")


def versions_of(questionnaire: Questionnaire) -> QuerySet[QuestionnaireVersion]:
    """The form's versions, newest first, without their documents."""
    versions = QuestionnaireVersion.objects.filter(questionnaire=questionnaire)
    return (
        versions.select_related("questionnaire", ORIGINS_OWNER)
        .defer("document", "origin_version__document")
        .order_by("-number")
    )


def organisation_of(acting: StaffActing) -> Organisation:
    """The organisation of the acting's assignment."""
    return Organisation.objects.get(pk=acting.clinic_id)

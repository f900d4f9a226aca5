"""Which case types an organisation's administrators see: their own, and what is above."""

import uuid

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from samplan.access.acting import StaffActing
from samplan.cases.models import (
    CaseType,
    CaseTypeVersion,
    Offering,
    OfferingState,
    StandardReply,
    TypeStatus,
)
from samplan.organisations.models import Organisation, OrganisationKind, ServiceArea


def own_types(acting: StaffActing) -> QuerySet[CaseType]:
    """The case types of the acting's organisation."""
    own = CaseType.objects.filter(owner_id=acting.clinic_id)
    return own.select_related("owner", "origin__case_type__owner").order_by("slug", "id")


def newest_of_own(acting: StaffActing) -> QuerySet[CaseTypeVersion]:
    """The newest version of each of them; `in_use` is the number of the one in use, or None."""
    own = CaseTypeVersion.objects.filter(case_type__owner_id=acting.clinic_id)
    active = own.filter(case_type_id=OuterRef("case_type_id"), status=TypeStatus.ACTIVE)
    newest = own.order_by("case_type_id", "-number").distinct("case_type_id")
    return newest.annotate(in_use=Subquery(active.values("number")[:1])).select_related(
        "case_type__origin__case_type__owner"
    )


def from_above(acting: StaffActing) -> QuerySet[CaseTypeVersion]:
    """The versions in use above that the organisation may take, by title; `is_offered` where its
    clinic offers it already."""
    above = Organisation.objects.filter(
        Q(children=acting.clinic_id) | Q(children__children=acting.clinic_id)
    )
    standing = Offering.objects.filter(
        clinic_id=acting.clinic_id, case_type_id=OuterRef("case_type_id")
    ).exclude(state=OfferingState.RETIRED)
    versions = CaseTypeVersion.objects.filter(
        case_type__owner__in=above.values("pk"), status=TypeStatus.ACTIVE
    )
    reached = versions.select_related("case_type__owner", "questionnaire")
    return reached.annotate(is_offered=Exists(standing)).order_by("title", "id")


def readable(acting: StaffActing) -> QuerySet[CaseTypeVersion]:
    """The versions that the acting may read whole: own ones, and those in use above."""
    own = Q(case_type__owner_id=acting.clinic_id)
    above = Q(pk__in=from_above(acting).values("pk"))
    versions = CaseTypeVersion.objects.filter(own | above)
    return versions.select_related("case_type__owner", "questionnaire")


def drafts(acting: StaffActing) -> QuerySet[CaseTypeVersion]:
    """The drafts of the acting's organisation."""
    own = CaseTypeVersion.objects.filter(
        case_type__owner_id=acting.clinic_id, status=TypeStatus.DRAFT
    )
    return own.select_related("case_type__owner", "questionnaire")


def offerings(acting: StaffActing) -> QuerySet[Offering]:
    """The services of the acting's clinic, ended ones too; `has_news` where there is a version
    that is not taken yet."""
    newer = CaseTypeVersion.objects.filter(
        case_type_id=OuterRef("case_type_id"), status=TypeStatus.ACTIVE
    ).exclude(pk=OuterRef("version_id"))
    own = Offering.objects.filter(clinic_id=acting.clinic_id)
    whole = own.select_related("version__questionnaire", "case_type__owner", "clinic")
    return whole.annotate(has_news=Exists(newer)).order_by("group", "position", "id")


def in_use(case_type_id: uuid.UUID) -> CaseTypeVersion | None:
    """The version of a case type that is in use."""
    versions = CaseTypeVersion.objects.filter(case_type_id=case_type_id, status=TypeStatus.ACTIVE)
    return versions.select_related("case_type__owner", "questionnaire").first()


def versions_of(case_type: CaseType) -> QuerySet[CaseTypeVersion]:
    """All versions of a case type, newest first."""
    return CaseTypeVersion.objects.filter(case_type=case_type).order_by("-number")


def followers_of(case_type: CaseType) -> QuerySet[Offering]:
    """The clinics that follow a case type from above, by name."""
    others = Offering.objects.filter(case_type=case_type).exclude(clinic_id=case_type.owner_id)
    standing = others.exclude(state=OfferingState.RETIRED)
    return standing.select_related("clinic", "version").order_by("clinic__name", "id")


def clinics_replies(acting: StaffActing) -> QuerySet[StandardReply]:
    """The standard replies of the acting's clinic for all its cases."""
    return StandardReply.objects.filter(clinic_id=acting.clinic_id).order_by("title", "id")


def replies_of(version: CaseTypeVersion) -> QuerySet[StandardReply]:
    """The standard replies of a version of a case type."""
    return StandardReply.objects.filter(version=version).order_by("title", "id")


def areas(acting: StaffActing) -> QuerySet[ServiceArea]:
    """The service area of the acting's clinic, a row for each part."""
    own = ServiceArea.objects.filter(clinic_id=acting.clinic_id)
    return own.select_related("region").order_by("id")


def regions() -> QuerySet[Organisation]:
    """Every region and municipality, by name."""
    return Organisation.objects.filter(kind=OrganisationKind.REGION).order_by("name", "id")

"""Reads that only staff's pages of cases need: colleagues, notes, and what stands beside a case."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from samplan.access.acting import StaffActing
from samplan.access.compiled import compiled, compiled_untraced
from samplan.cases.actions.distributing import handlers_at
from samplan.cases.models import Case, CaseNote, CaseQuerySet, Forward, MessageDraft, Presence
from samplan.cases.policies import sees_only_own
from samplan.cases.queries import of_own
from samplan.contacts.models import Absence
from samplan.organisations.models import (
    Assignment,
    Organisation,
    OrganisationKind,
    Role,
    StaffMember,
)

PRESENT_FOR: Final = timedelta(minutes=10)
MOST_BESIDE: Final = 5


@dataclass(frozen=True)
class Colleague:
    """Someone who answers cases at the clinic, and until when they are away."""

    staff: StaffMember
    away_until: date | None

    @property
    def is_away(self) -> bool:
        """Not at work today."""
        return self.away_until is not None


def colleagues(acting: StaffActing, *, today: date) -> list[Colleague]:
    """Those who answer cases at the acting's clinic today, oneself first, then by name, each with
    the day until which they are away."""
    return in_posts(posts_of_handlers(acting, today=today), acting)


def in_posts(found: list[Assignment], acting: StaffActing) -> list[Colleague]:
    """`colleagues`, of whom `posts_of_handlers` has found the posts."""
    named = {each.staff_id: Colleague(each.staff, each.__dict__["away_until"]) for each in found}
    return sorted(named.values(), key=lambda each: each.staff.pk != acting.staff_id)


@compiled_untraced
def posts_of_handlers(acting: StaffActing, *, today: date) -> QuerySet[Assignment]:
    """The posts by which `colleagues` answer cases."""
    here = Absence.objects.on(today).filter(clinic_id=acting.clinic_id)
    away = here.filter(staff_id=OuterRef("staff_id"))
    return (
        handlers_at(acting.clinic_id, today)
        .select_related("staff")
        .annotate(away_until=Subquery(away.order_by("-until_on").values("until_on")[:1]))
        .order_by("staff__family_name", "staff__given_name", "staff_id", "id")
    )


@compiled
def notes_of(acting: StaffActing, *, case_id: uuid.UUID) -> QuerySet[CaseNote]:
    """What colleagues have noted among themselves, oldest first."""
    return CaseNote.within(acting).filter(case_id=case_id).order_by("id")


@compiled
def others_present(
    acting: StaffActing, *, case_id: uuid.UUID, since: datetime
) -> QuerySet[Presence]:
    """Colleagues who have had the case open since a moment, the latest first."""
    lately = Presence.within(acting).filter(case_id=case_id, seen_at__gte=since)
    others = lately.exclude(staff_id=acting.staff_id)
    return others.select_related("staff").order_by("-seen_at")


@compiled
def earlier_cases(
    acting: StaffActing, *, case_id: uuid.UUID, patient_id: uuid.UUID
) -> CaseQuerySet:
    """The patient's other cases at the clinic, newest first."""
    others = Case.within(acting).filter(patient_id=patient_id).exclude(pk=case_id)
    return of_own(others, acting).newest_first()[:MOST_BESIDE]


def clinics_to_forward_to(acting: StaffActing, *, today: date) -> QuerySet[Organisation]:
    """The other clinics of the region where someone receives cases today, by name."""
    region = Organisation.objects.filter(pk=acting.clinic_id).values("parent")
    receiving = Assignment.objects.on(today).filter(role=Role.RECEIVER)
    return (
        Organisation.objects.filter(kind=OrganisationKind.CLINIC, parent__in=region)
        .filter(Exists(receiving.filter(organisation=OuterRef("pk"))))
        .exclude(pk=acting.clinic_id)
        .order_by("name", "id")
    )


@compiled
def cases_to_merge_into(
    acting: StaffActing, *, case_id: uuid.UUID, patient_id: uuid.UUID
) -> CaseQuerySet:
    """The patient's other open conversations at the clinic, newest first."""
    others = Case.within(acting).filter(patient_id=patient_id).in_queue().open()
    return others.exclude(pk=case_id).newest_first()[:MOST_BESIDE]


def where_it_went(acting: StaffActing, case_id: uuid.UUID) -> Forward | None:
    """Where a case that was the acting's clinic's has been handed on to, last."""
    found = Forward.within(acting).filter(case_id=case_id).select_related("to_clinic")
    return found.order_by("-id").first()


def begun_before_handed_on(acting: StaffActing, patient_id: uuid.UUID) -> list[MessageDraft]:
    """What the acting has written and not sent in the patient's cases that the clinic has handed
    on since, newest first; none for staff who do not share in the queue."""
    if sees_only_own(acting):
        return []
    own = MessageDraft.within(acting).filter(patient_id=patient_id)
    away = own.begun().exclude(case__clinic=acting.clinic_id)
    return list(away.select_related("case").order_by("-changed_at", "-id"))

"""Giving cases to colleagues, taking them, and laying them back."""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samplan.access.acting import StaffActing
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.cases import policies
from samplan.cases.models import Case
from samplan.cases.policies import CASE_ROLES
from samplan.common.dates import local
from samplan.organisations.models import Assignment, StaffMember


@dataclass(frozen=True, kw_only=True)
class Given:
    """How many cases are now where they were to be, and in words what was not done."""

    number: int
    left: str


def assign(case: Case, staff: StaffMember | None, *, acting: StaffActing, at: datetime) -> None:
    """As `assign_all`, of one case. Raises Refused also where it is left as it was."""
    given = assign_all([case], staff, acting=acting, at=at)
    if given.left:
        raise Refused(given.left)


@transaction.atomic
def assign_all(
    cases: Sequence[Case], staff: StaffMember | None, *, acting: StaffActing, at: datetime
) -> Given:
    """Give cases to a colleague, take them, or (None) put them back unassigned.

    Handlers take for themselves what nobody has, and lay back their own; receivers give cases to
    anyone who handles cases at the clinic today. Raises Refused otherwise, with nothing done. What
    a handler takes and a colleague has is left, and so is what is ended.
    """
    held = Case.objects.select_for_update().filter(pk__in=[each.pk for each in cases])
    chosen = list(held.order_by("id"))
    found = [each for each in chosen if each.is_open]
    _check(found, staff, acting=acting, on=local(at).date())
    others = [each for each in found if _is_anothers(each, staff, acting)]
    to_give = [each for each in found if each not in others]
    moved = [each for each in to_give if each.handler_id != (staff and staff.pk)]
    Case.objects.filter(pk__in=[each.pk for each in moved]).update(handler=staff)
    trail.record_many(
        "case.assigned",
        acting=acting,
        about=[(each.patient_id, each) for each in moved],
        detail={"to": str(staff.pk) if staff else ""},
    )
    left = (_had_words(others), _ended_words(len(chosen) - len(found)))
    return Given(number=len(to_give), left=" ".join(part for part in left if part))


def _check(
    cases: Iterable[Case], staff: StaffMember | None, *, acting: StaffActing, on: date
) -> None:
    is_colleague = staff is not None and staff.pk != acting.staff_id
    if is_colleague and not handlers_at(acting.clinic_id, on).filter(staff=staff).exists():
        raise Refused(_("Choose someone who answers cases at the clinic."))
    for each in cases:
        policies.check_may_handle(acting, each)
        is_others = staff is None and each.handler_id not in {None, acting.staff_id}
        if is_colleague or is_others:
            policies.check_may_distribute(acting, each)


def _is_anothers(case: Case, staff: StaffMember | None, acting: StaffActing) -> bool:
    """Someone has taken it before, which only a receiver changes."""
    is_taken = staff is not None and case.handler_id not in {None, staff.pk}
    return is_taken and not policies.may_distribute(acting, case)


def _had_words(cases: Iterable[Case]) -> str:
    """Who has them."""
    numbers = Counter(each.handler_id for each in cases)
    staff = StaffMember.objects.filter(pk__in=numbers).order_by("family_name", "given_name", "id")
    return " ".join(_has_words(each, numbers[each.pk]) for each in staff)


def _has_words(staff: StaffMember, number: int) -> str:
    words = ngettext(
        "%(n)d case is already with %(name)s.", "%(n)d cases are already with %(name)s.", number
    )
    return words % {"name": staff.full_name, "n": number}


def _ended_words(number: int) -> str:
    if not number:
        return ""
    words = ngettext(
        "%(n)d case is ended and stays as it is.",
        "%(n)d cases are ended and stay as they are.",
        number,
    )
    return words % {"n": number}


def handlers_at(clinic_id: uuid.UUID, day: date) -> QuerySet[Assignment]:
    """The assignments of those who answer cases at the clinic on `day`."""
    return Assignment.objects.on(day).filter(organisation_id=clinic_id, role__in=CASE_ROLES)

"""The clinic's visit types and what can be booked."""

import uuid
from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samplan.access.acting import StaffActing
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.bookings.models import Resource
from samplan.visits import policies
from samplan.visits.models import VisitType

Kept = TypeVar("Kept", VisitType, Resource)


def add_visit_type(facts: Mapping[str, Any], *, acting: StaffActing) -> VisitType:
    """A new visit type of the acting's clinic; `facts` are its fields.

    Raises Refused where the name is taken, and for questions that care answers itself.
    """
    policies.check_may_administer_visit_types(acting, acting.clinic_id)
    policies.check_can_be_sent(facts.get("questionnaire_id"))
    return _kept(VisitType(clinic_id=acting.clinic_id, **facts), "visit_type.added", acting)


def change_visit_type(
    visit_type: VisitType, facts: Mapping[str, Any], *, acting: StaffActing
) -> VisitType:
    """Change a visit type; visits already planned stay as they are. Raises as `add_visit_type`."""
    policies.check_can_be_sent(facts.get("questionnaire_id"))
    return _changed(visit_type, facts, "visit_type.changed", acting)


def use_visit_type(visit_type: VisitType, *, is_in_use: bool, acting: StaffActing) -> VisitType:
    """Stop planning new visits of the type, or begin again."""
    return _changed(visit_type, {"is_in_use": is_in_use}, "visit_type.changed", acting)


@transaction.atomic
def repoint_visit_types(
    from_questionnaire: uuid.UUID, to_questionnaire: uuid.UUID, *, acting: StaffActing
) -> None:
    """Let the visit types of the acting's clinic that send one form send another instead."""
    types = VisitType.objects.filter(
        clinic_id=acting.clinic_id, questionnaire_id=from_questionnaire
    )
    moved = list(types.select_for_update().order_by("id"))
    if not moved:
        return
    policies.check_may_administer_visit_types(acting, acting.clinic_id)
    types.update(questionnaire_id=to_questionnaire)
    about = [(None, each) for each in moved]
    trail.record_many("visit_type.changed", acting=acting, about=about, detail={})


def add_resource(facts: Mapping[str, Any], *, acting: StaffActing) -> Resource:
    """Someone or something more that can be booked. Raises Refused where the name is taken."""
    policies.check_may_administer_visit_types(acting, acting.clinic_id)
    return _kept(Resource(clinic_id=acting.clinic_id, **facts), "resource.added", acting)


def change_resource(
    resource: Resource, facts: Mapping[str, Any], *, acting: StaffActing
) -> Resource:
    """Change the name or whom it stands for. Raises as `add_resource`."""
    return _changed(resource, facts, "resource.changed", acting)


def use_resource(resource: Resource, *, is_in_use: bool, acting: StaffActing) -> Resource:
    """Stop booking it, or begin again; what is booked stays."""
    return _changed(resource, {"is_in_use": is_in_use}, "resource.changed", acting)


def _changed(row: Kept, facts: Mapping[str, Any], kind: str, acting: StaffActing) -> Kept:
    policies.check_may_administer_visit_types(acting, row.clinic_id)
    for name, value in facts.items():
        setattr(row, name, value)
    return _kept(row, kind, acting)


@transaction.atomic
def _kept(row: Kept, kind: str, acting: StaffActing) -> Kept:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refused(_("The clinic already has one with that name. Choose another.")) from None
    trail.record(kind, acting=acting, patient_id=None, about=row)
    return row

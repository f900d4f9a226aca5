"""What the start page shows beside the visits, in one statement."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q, QuerySet
from django.db.models.functions import JSONObject

from samplan.access.acting import PatientActing
from samplan.access.compiled import compiled
from samplan.cases.gates import services_for_contacts
from samplan.cases.models import Offering
from samplan.contacts.beside import contact_list, contacts_in
from samplan.contacts.models import CareContact
from samplan.patients.models import Patient
from samplan.plans.models import Activity, ActivityKind, ActivityState, Responsible

SHOWN_TO_DO = 20
CARDS_SHOWN = 2
_ACTIVITY = (
    *("id", "kind", "title", "detail", "responsible", "parent_id", "state", "due_on", "done"),
    *("total", "subject_kind", "subject_id"),
)


@dataclass(frozen=True)
class Beside:
    """What the patient has to do or know, and whom to turn to."""

    activities: list[Activity]
    contacts: list[CareContact]
    written_to: frozenset[uuid.UUID]  # clinics whose contacts the patient can write to


def beside_visits(acting: PatientActing, *, activity_id: uuid.UUID | None, on: date) -> Beside:
    """The preparation of the visit that is `activity_id` in the plan and what stands alone
    there, with the first care contacts."""
    rows = _beside(acting, activity_id=activity_id, on=on)
    found: dict[str, Any] = rows[0].__dict__
    activities = [_activity(row) for row in found["activity_list"]]
    written_to = frozenset(found["written_to"])
    return Beside(activities, contacts_in(found["contact_list"]), written_to)


@compiled
def _beside(acting: Any, *, activity_id: uuid.UUID | None, on: date) -> QuerySet[Patient]:
    alone = Q(parent=None, state=ActivityState.OPEN) & ~Q(kind=ActivityKind.VISIT)
    wanted = alone | Q(parent_id=activity_id) if activity_id is not None else alone
    found = Activity.within(acting).of(Responsible.PATIENT).filter(wanted)
    shown = found.exclude(state=ActivityState.CANCELLED).order_by("id")[:SHOWN_TO_DO]
    facts = JSONObject(**{name: name for name in _ACTIVITY})
    return (
        Patient.objects.filter(pk=acting.patient_id)
        .only("id")
        .annotate(
            activity_list=ArraySubquery(shown.values(json=facts)),
            contact_list=contact_list(acting, on=on, most=CARDS_SHOWN),
            written_to=ArraySubquery(_written_to(acting, on)),
        )
    )


def _written_to(acting: Any, on: date) -> QuerySet[Offering, Any]:
    services = services_for_contacts(acting, acting.patient_id, on=on)
    return services.order_by().values("clinic_id")


def clinics_written_to(acting: PatientActing, *, on: date) -> frozenset[uuid.UUID]:
    """The clinics whose care contacts the patient can write to."""
    return frozenset(each["clinic_id"] for each in _written_to(acting, on))


def _activity(row: dict[str, Any]) -> Activity:
    due = row["due_on"]
    keys = {name: row[name] and uuid.UUID(row[name]) for name in ("id", "parent_id")}
    return Activity(**row | keys | {"due_on": date.fromisoformat(due) if due else None})

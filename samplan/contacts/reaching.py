"""Who answers now: the person, or the stand-in, or the team, or the clinic's queue, and why."""

import uuid
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import BooleanField, Exists, JSONField, OuterRef, Subquery
from django.db.models.functions import JSONObject

from samplan.access.policies import CARE_ROLES
from samplan.contacts.models import Absence, CareContact, CareContactQuerySet
from samplan.organisations.models import Assignment


class By(StrEnum):
    """Who answers."""

    PERSON = "person"
    STAND_IN = "stand_in"
    TEAM = "team"
    QUEUE = "queue"


class Why(StrEnum):
    """Why it is so: the person is here, is away, or works there no longer."""

    HERE = "here"
    AWAY = "away"
    LEFT = "left"


@dataclass(frozen=True)
class Reached:
    """Who answers for a contact on a day. `staff_id` where it is one person, `team_id` where it
    is a team; `away_until` is the last day of an absence."""

    by: By
    why: Why
    name: str
    staff_id: uuid.UUID | None = None
    team_id: uuid.UUID | None = None
    away_until: date | None = None


def with_reached(contacts: CareContactQuerySet, day: date) -> CareContactQuerySet:
    """The contacts with what `reached_on` needs to know, in the same statement."""
    works = _posts(day).filter(staff_id=OuterRef("staff_id"), organisation_id=OuterRef("clinic_id"))
    away = Absence.objects.on(day).filter(
        clinic_id=OuterRef("clinic_id"), staff_id=OuterRef("staff_id")
    )
    facts = {
        "until": "until_on",
        "id": "stand_in_id",
        "given": "stand_in__given_name",
        "family": "stand_in__family_name",
        "steps_in": _steps_in(day),
    }
    absence = away.order_by("id").values(json=JSONObject(**facts))[:1]
    return contacts.select_related("staff", "team", "clinic").annotate(
        works_here=Exists(works), absence=Subquery(absence, output_field=JSONField())
    )


def _steps_in(day: date) -> Exists:
    """Whether the stand-in of an absence is there that day."""
    posts = _posts(day).filter(
        staff_id=OuterRef("stand_in_id"), organisation_id=OuterRef("clinic_id")
    )
    is_away = Absence.objects.on(day).filter(
        staff_id=OuterRef("staff_id"), clinic_id=OuterRef("organisation_id")
    )
    return Exists(posts.filter(~Exists(is_away)), output_field=BooleanField())


def _posts(day: date) -> Any:
    return Assignment.objects.on(day).filter(role__in=sorted(CARE_ROLES))


def reached_on(contact: CareContact, day: date) -> Reached:
    """Who answers for the contact on `day`, and why. One that did not come through
    `with_reached` for that day is looked up."""
    known = known_on(contact, day)
    absence: dict[str, Any] | None = known.__dict__["absence"]
    if known.__dict__["works_here"] and absence is None:
        return Reached(By.PERSON, Why.HERE, known.staff.full_name, staff_id=known.staff_id)
    if not known.__dict__["works_here"] or absence is None:
        return _others(known, Why.LEFT, None)
    until = date.fromisoformat(absence["until"])
    if absence["id"] and absence["steps_in"]:
        name = f"{absence['given']} {absence['family']}"
        key = uuid.UUID(absence["id"])
        return Reached(By.STAND_IN, Why.AWAY, name, staff_id=key, away_until=until)
    return _others(known, Why.AWAY, until)


def _others(contact: CareContact, why: Why, until: date | None) -> Reached:
    team = contact.team
    if team is not None and team.is_in_use:
        return Reached(By.TEAM, why, team.name, team_id=team.pk, away_until=until)
    return Reached(By.QUEUE, why, contact.clinic.name, away_until=until)


def known_on(contact: CareContact, day: date) -> CareContact:
    """The contact as it comes through `with_reached` for `day`, asked for where it did not."""
    if "works_here" in contact.__dict__:
        return contact
    return with_reached(CareContact.objects.filter(pk=contact.pk), day).get()


def who_is_now(contact: CareContact, day: date) -> CareContact | None:
    """The contact while it stands, else the patient's contact of the same kind at the clinic on
    `day`, who has taken over; None where nobody is. Comes as through `with_reached`."""
    if contact.stands_on(day):
        return known_on(contact, day)
    here = {"patient": contact.patient_id, "clinic": contact.clinic_id, "kind": contact.kind}
    standing = with_reached(CareContact.objects.filter(**here).on(day), day)
    return standing.order_by("-is_coordinator", "-starts_on", "-id").first()

"""A patient's contacts brought along with another row, for pages that may ask but once."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models.functions import JSONObject

from samplan.access.acting import Acting
from samplan.contacts.models import CareContact, CareTeam
from samplan.contacts.reaching import with_reached
from samplan.organisations.models import Organisation, StaffMember

_OWN = (
    *("kind", "is_coordinator", "helps_with", "helps_not", "phone", "hours", "answer_days"),
    "note_to_patient",
)
_DAYS = ("starts_on", "ends_on")
_FACTS = {name: name for name in (*_OWN, *_DAYS, "id", "staff_id", "works_here", "absence")} | {
    "given": "staff__given_name",
    "family": "staff__family_name",
    "title": "staff__title",
    "clinic": "clinic__name",
    "clinic_id": "clinic_id",
    "clinic_phone": "clinic__phone",
    "team": "team__name",
    "team_is_in_use": "team__is_in_use",
}


def contact_list(acting: Acting, *, on: date, most: int) -> ArraySubquery:
    """The first of `queries.standing_contacts`, for `contacts_in`."""
    found = with_reached(CareContact.within(acting).on(on), on)
    ordered = found.order_by("-is_coordinator", "starts_on", "id")[:most]
    return ArraySubquery(ordered.values(json=JSONObject(**_FACTS)))


def contacts_in(rows: Iterable[dict[str, Any]]) -> list[CareContact]:
    """The contacts that `contact_list` brought along: enough to draw cards of them."""
    return [_contact(row) for row in rows]


def _contact(row: dict[str, Any]) -> CareContact:
    contact = CareContact(pk=uuid.UUID(row["id"]), **{name: row[name] for name in _OWN})
    for name in _DAYS:
        setattr(contact, name, row[name] and date.fromisoformat(row[name]))
    contact.staff = StaffMember(
        pk=uuid.UUID(row["staff_id"]),
        given_name=row["given"],
        family_name=row["family"],
        title=row["title"],
    )
    contact.clinic = Organisation(
        pk=uuid.UUID(row["clinic_id"]), name=row["clinic"], phone=row["clinic_phone"]
    )
    if row["team"] is not None:
        contact.team = CareTeam(name=row["team"], is_in_use=row["team_is_in_use"])
    contact.__dict__ |= {name: row[name] for name in ("works_here", "absence")}
    return contact

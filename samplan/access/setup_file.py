"""The import file for setting up clinics: organisations, staff and roles as one JSON document."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from samplan.access import administration
from samplan.access.acting import Acting
from samplan.access.policies import Refused
from samplan.organisations.models import Organisation, OrganisationKind, Role, StaffMember


class NotASetupFile(Exception):
    """The document cannot be used; the message names the place and what to write there."""


@dataclass
class Done:
    """How many rows of each sort the file had."""

    clinics: int = 0
    staff: int = 0
    roles: int = 0


@transaction.atomic
def read_setup(document: Any, *, acting: Acting) -> Done:
    """Make or update everything in the file, whole or not at all. Running it again changes nothing.

    Shape: {"clinics": [{"hsa_id", "name", "region" (HSA-id), texts ...}], "staff": [{"hsa_id",
    "given_name", "family_name", "title", "roles": [{"clinic" (HSA-id), "role", "from", "to"}]}]}.
    Raises NotASetupFile with the place of the first fault.
    """
    if not isinstance(document, dict):
        raise NotASetupFile('Write one object with "clinics" and "staff".')
    done = Done()
    for place, row in _rows(document, "clinics"):
        _clinic(row, place, acting)
        done.clinics += 1
    for place, row in _rows(document, "staff"):
        done.roles += _staff(row, place, acting)
        done.staff += 1
    return done


def _rows(document: dict[str, Any], name: str) -> list[tuple[str, dict[str, Any]]]:
    rows = document.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise NotASetupFile(f"{name}: write a list of objects.")
    return [(f"{name}[{number}]", row) for number, row in enumerate(rows)]


def _text(row: dict[str, Any], key: str, place: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise NotASetupFile(f"{place}.{key}: write a text.")
    return value.strip()


def _day(row: dict[str, Any], key: str, place: str) -> date:
    try:
        return date.fromisoformat(_text(row, key, place))
    except ValueError:
        raise NotASetupFile(f"{place}.{key}: write a date as 2026-12-31.") from None


def _clinic(row: dict[str, Any], place: str, acting: Acting) -> None:
    texts = {key: str(row[key]) for key in administration.TEXTS if key in row}
    name, hsa_id = _text(row, "name", place), _text(row, "hsa_id", place)
    known = Organisation.objects.filter(hsa_id=hsa_id).first()
    try:
        if known is not None:
            changes = {"name": name, **texts}
            administration.change_organisation(known, changes=changes, acting=acting)
            return
        parent = _organisation(row, "region", place, kind=OrganisationKind.REGION)
        administration.add_clinic(parent, name=name, hsa_id=hsa_id, texts=texts, acting=acting)
    except Refused as refusal:
        raise NotASetupFile(f"{place}: {refusal}") from None


def _organisation(
    row: dict[str, Any], key: str, place: str, *, kind: OrganisationKind | None = None
) -> Organisation:
    hsa_id = _text(row, key, place)
    found = Organisation.objects.filter(hsa_id=hsa_id).first()
    if found is None or (kind is not None and found.kind != kind):
        raise NotASetupFile(f"{place}.{key}: there is no such organisation. Check the HSA-id.")
    return found


def _staff(row: dict[str, Any], place: str, acting: Acting) -> int:
    names = {key: _text(row, key, place) for key in ("given_name", "family_name", "title")}
    try:
        staff = administration.put_staff(_text(row, "hsa_id", place), acting=acting, **names)
        roles = _rows({"roles": row.get("roles", [])}, "roles")
        for inner, role in roles:
            _role(staff, role, f"{place}.{inner}", acting)
    except Refused as refusal:
        raise NotASetupFile(f"{place}: {refusal}") from None
    return len(roles)


def _role(staff: StaffMember, row: dict[str, Any], place: str, acting: Acting) -> None:
    name = _text(row, "role", place)
    if name not in Role.values:
        raise NotASetupFile(f"{place}.role: write one of {', '.join(Role.values)}.")
    administration.give_role(
        staff,
        _organisation(row, "clinic", place),
        role=Role(name),
        starts_on=_day(row, "from", place),
        ends_on=_day(row, "to", place) if row.get("to") else None,
        acting=acting,
    )

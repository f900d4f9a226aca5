"""Copies of someone's own data, ready to fetch."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from django.core.files.base import ContentFile

from samplan.access.acting import PatientActing
from samplan.accounts.models import User
from samplan.interop.making import write_copy
from samplan.interop.models import CopyState, DataCopy
from samplan.organisations.models import Organisation, OrganisationKind
from samplan.patients.models import Patient
from tests.cast import AT


def ready_copy(patient: Patient, content: bytes) -> DataCopy:
    """A copy of the patient's with that content, the same one each time."""
    nation = Organisation.objects.get(kind=OrganisationKind.NATION)
    copy, is_new = DataCopy.objects.get_or_create(
        patient=patient,
        defaults={
            "clinic": nation,
            "asked_at": AT,
            "asked_by": User.objects.earliest("pk"),
            "asked_as": "self",
        },
    )
    if is_new:
        copy.content.save(copy.pk.hex, ContentFile(content), save=False)
        copy.move_to(CopyState.READY)
        copy.made_at, copy.kept_until = AT, AT + timedelta(days=7)
        copy.save()
    return copy


def contents(acting: PatientActing, *, at: datetime = AT) -> dict[str, bytes]:
    """What would be in the acting's copy, by path."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "copy.zip"
        write_copy(path, Path(folder), acting=acting, at=at)
        with ZipFile(path) as made:
            return {name: made.read(name) for name in made.namelist()}


def data(made: dict[str, bytes], key: str) -> list[dict]:
    """A part of a copy as programs read it."""
    return json.loads(made[f"data/{key}.json"])

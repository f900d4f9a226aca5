"""The browsers where a person is told by push."""

import hashlib
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import PatientActing
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.notifications.channels.push import is_push_service, public_key
from samplan.notifications.models import Device
from samplan.patients.models import Patient

MOST: Final = 10
LONGEST: Final = 1000  # characters of an address


def devices_of(person_id: uuid.UUID) -> Sequence[Device]:
    """The person's devices, the latest first."""
    found = Device.objects.filter(patient_id=person_id, server_key=public_key())
    return list(found.order_by("-added_at", "-id"))


def fingerprint(device: Device) -> str:
    """By which a browser knows itself, without being told its address: SHA-256, hexadecimal."""
    return hashlib.sha256(device.endpoint.encode()).hexdigest()


@transaction.atomic
def add_device(endpoint: str, *, acting: PatientActing, at: datetime) -> Device:
    """Push to this browser from now on. It pushes to whoever said so there last.

    Raises Refused for an address of no push service, and for more than ten devices.
    """
    if not public_key() or len(endpoint) > LONGEST or not is_push_service(endpoint):
        raise Refused(_("This browser cannot be told by us. Choose e-mail or SMS instead."))
    Patient.objects.select_for_update().get(pk=acting.person_id)
    own = Device.objects.filter(patient_id=acting.person_id).exclude(endpoint=endpoint)
    own.exclude(server_key=public_key()).delete()
    if own.count() >= MOST:
        raise Refused(_("You have ten devices already. Take one away first."))
    device, _is_new = Device.objects.update_or_create(
        endpoint=endpoint,
        defaults={"patient_id": acting.person_id, "server_key": public_key(), "added_at": at},
    )
    trail.record("device.added", acting=acting, patient_id=acting.person_id, about=device)
    return device


@transaction.atomic
def remove_device(device_id: uuid.UUID, *, acting: PatientActing) -> bool:
    """Push there no longer; False where it is not the person's, or gone already."""
    device = Device.objects.filter(pk=device_id, patient_id=acting.person_id).first()
    if device is None:
        return False
    trail.record("device.removed", acting=acting, patient_id=acting.person_id, about=device)
    device.delete()
    return True

"""Proving that an address is one's own: a code goes there, and comes back from the person."""

import secrets
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from samplan.access.acting import PatientActing
from samplan.access.policies import Refused
from samplan.notifications.channels.choosing import is_open
from samplan.notifications.jobs import send_code
from samplan.notifications.models import AddressProof, Way
from samplan.notifications.outbox import HOUR
from samplan.notifications.queries import TRIES, code_of, standing_proof
from samplan.notifications.refusals import mend
from samplan.patients.actions import change_reach
from samplan.patients.models import Patient

CODES_AN_HOUR: Final = 5  # to one person, and to one address whoever asks


@transaction.atomic
def ask_for_code(way: Way, address: str, *, acting: PatientActing, at: datetime) -> AddressProof:
    """Send a code to the address that the person who acts says is theirs.

    An earlier code of theirs no longer counts. Raises Refused where the hour's codes are spent,
    and where nothing is sent that way.
    """
    if not is_open(way):
        raise Refused(_("We do not send SMS here."))
    Patient.objects.select_for_update().get(pk=acting.person_id)
    lately = AddressProof.objects.filter(
        Q(patient_id=acting.person_id) | Q(address=address), sent_at__gt=at - HOUR
    )
    if lately.count() >= CODES_AN_HOUR:
        raise Refused(_("You have asked for many codes. Wait an hour and try again."))
    proof = AddressProof.objects.create(
        patient_id=acting.person_id, way=way, address=address, sent_at=at
    )
    send_code.defer(proof_id=str(proof.pk))
    return proof


@transaction.atomic
def prove(code: str, *, acting: PatientActing, at: datetime) -> bool:
    """Take the address of the person's latest code as theirs if this is the code.

    Each try counts, also a wrong one. False where it is wrong, too old, or tried too often.
    """
    Patient.objects.select_for_update().get(pk=acting.person_id)
    proof = standing_proof(acting.person_id, at=at)
    if proof is None or proof.tries >= TRIES:
        return False
    proof.tries += 1
    is_right = secrets.compare_digest(code.encode(), code_of(proof).encode())
    proof.proved_at = at if is_right else None
    proof.save(update_fields=["tries", "proved_at"])
    if is_right:
        _set(Way(proof.way), proof.address, acting=acting, at=at)
    return is_right


@transaction.atomic
def remove_address(way: Way, *, acting: PatientActing, at: datetime) -> None:
    """Be reached that way no longer."""
    _set(way, "", acting=acting, at=at)


def _set(way: Way, address: str, *, acting: PatientActing, at: datetime) -> None:
    mend(acting.person_id, way, acting=acting, at=at)
    if way == Way.SMS:
        change_reach(acting.person_id, acting=acting, phone=address)
    else:
        change_reach(acting.person_id, acting=acting, email=address)

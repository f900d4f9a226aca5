"""Telling staff that a patient cannot write to the care contact that the patient has."""

import uuid
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from samplan.access.acting import StaffActing
from samplan.cases.gates import services_for_contacts
from samplan.cases.handing.rights import services_at
from samplan.cases.models import GoesTo, OfferingState, OpensTo
from samplan.cases.policies import CASE_ROLES
from samplan.contacts.further import Further
from samplan.contacts.models import CareContact


def cannot_write(acting: StaffActing, patient_id: uuid.UUID, today: date) -> Further | None:
    """Where to let the patient in to the service by which one writes to a care contact; None
    where the patient can write already, has no contact here, or it is not given by the clinic."""
    contacts = CareContact.within(acting).standing_or_coming(today).filter(patient_id=patient_id)
    if acting.role not in CASE_ROLES or not contacts.exists():
        return None
    given = services_at(acting).filter(version__goes_to=GoesTo.CONTACT, state=OfferingState.ACTIVE)
    service = given.exclude(opens_to=OpensTo.EVERYONE).first()
    if service is None or services_for_contacts(acting, patient_id, on=today).exists():
        return None
    words = _('The patient has not been let in to the service "%(service)s".')
    return Further(
        heading=_("The patient cannot write to the care contact yet"),
        words=words % {"service": service.version.title},
        verb=_("Give the patient the service"),
        url=reverse("cases:patient-services", args=[patient_id]),
    )

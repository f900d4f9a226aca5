"""Asking for a copy of all one's own data, and taking it away in time."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samplan.access.acting import PatientActing
from samplan.access.models import CareRelation
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.interop.jobs import make_copy
from samplan.interop.models import CopyState, DataCopy
from samplan.organisations.models import Organisation, OrganisationKind

WEEK = timedelta(days=7)


@transaction.atomic
def ask_for_copy(*, acting: PatientActing, at: datetime) -> DataCopy:
    """Begin to make a copy. Raises Refused while one is being made, and where the patient has had
    SAMPLAN_COPIES_A_WEEK."""
    lately = DataCopy.within(acting).filter(asked_at__gt=at - WEEK)
    if lately.exclude(state=CopyState.FAILED).count() >= settings.SAMPLAN_COPIES_A_WEEK:
        raise Refused(_("You have had several copies this week. Ask again next week."))
    try:
        with transaction.atomic():
            copy = DataCopy.objects.create(
                patient_id=acting.patient_id,
                clinic_id=_clinic_of(acting.patient_id),
                asked_at=at,
                asked_by_id=acting.user_id,
                asked_as=acting.kind,
            )
    except IntegrityError:
        raise Refused(_("A copy is being made already. We tell you when it is ready.")) from None
    trail.record("copy.asked", acting=acting, patient_id=copy.patient_id, about=copy)
    make_copy.defer(copy_id=str(copy.pk))
    return copy


def _clinic_of(patient_id: uuid.UUID) -> uuid.UUID:
    """The clinic that has lately had to do with the patient: it is asked for help where the
    notice does not come through. The nation where no clinic has."""
    standing = CareRelation.objects.filter(patient=patient_id, ended_at=None)
    newest = standing.order_by("-began_at", "-id").values_list("clinic", flat=True).first()
    return newest or Organisation.objects.get(kind=OrganisationKind.NATION).pk

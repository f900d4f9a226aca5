"""What an administrator's address is about."""

import uuid

from django.shortcuts import get_object_or_404

from samplan.access.administration import LEVELS, administered_by
from samplan.access.request import StaffRequest
from samplan.organisations.models import Organisation

ADMINISTRATORS = frozenset(LEVELS)


def administered(request: StaffRequest, clinic_id: uuid.UUID) -> Organisation:
    """The organisation, where the acting administers it. Raises Http404."""
    return get_object_or_404(administered_by(request.acting), pk=clinic_id)

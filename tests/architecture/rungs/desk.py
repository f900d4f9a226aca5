"""How the addresses of a clinic's own administration are built."""

import uuid
from typing import Any

from samplan.organisations.models import Assignment
from tests.architecture.ladder import Things
from tests.architecture.rungs.building import (
    CLINIC,
    OWN,
    Rung,
    of_clinic,
    of_document,
    of_information,
)


def of_errand(things: Things) -> dict[str, Any]:
    """What one turns to the visit's clinic for."""
    return {**of_clinic(things), "errand_id": things.told.errand.pk}


def role_at(things: Things) -> uuid.UUID:
    """The key of someone's role at the visit's clinic."""
    return Assignment.objects.filter(organisation_id=things.visit.clinic_id).earliest("id").pk


ERRAND = Rung(of_errand, lambda _: {"to": "up"})

DESK: dict[str, Rung] = {
    "desk:today": OWN,
    "desk:clinics": OWN,
    "desk:new-clinic": OWN,
    "desk:clinic": CLINIC,
    "desk:change-clinic": CLINIC,
    "desk:new-role": CLINIC,
    "desk:end-role": Rung(lambda of: {**of_clinic(of), "role_id": role_at(of)}),
    "desk:hours": CLINIC,
    "desk:add-other-hours": CLINIC,
    "desk:remove-other-hours": Rung(lambda of: {**of_clinic(of), "other_id": of.told.other.pk}),
    "desk:errands": CLINIC,
    "desk:new-errand": CLINIC,
    "desk:errand": ERRAND,
    "desk:move-errand": ERRAND,
    "desk:remove-errand": ERRAND,
    "desk:information": CLINIC,
    "desk:new-page": CLINIC,
    "desk:page": Rung(lambda of: of_clinic(of) | of_information(of)),
    "desk:new-document": CLINIC,
    "desk:withdraw-document": Rung(lambda of: of_clinic(of) | of_document(of)),
}

"""How the addresses of visits are built."""

from typing import Any

from tests.architecture.ladder import MATTERS, Things
from tests.architecture.rungs.building import LIST, OWN, PATIENT, Rung, of_visit, upload_in


def of_page(things: Things) -> dict[str, Any]:
    """The first page of the visit's questions."""
    return {"visit_id": things.visit.pk, "page_id": "ta-upp"}


def of_file(things: Things) -> dict[str, Any]:
    """The file among the visit's answers."""
    return {"visit_id": things.visit.pk, "file_id": things.file.pk}


VISIT = Rung(of_visit)
TYPE = Rung(lambda of: {"type_id": of.visit.visit_type_id})
RESOURCE = Rung(lambda of: {"resource_id": of.visit.appointment.resource_id})
PAGE = Rung(of_page, lambda of: {"a:vill-ta-upp": MATTERS})
SENDING = Rung(of_visit, lambda of: {"_over": of.version.number})

VISITS: dict[str, Rung] = {
    "visits:consent": OWN,
    "visits:visits": OWN,
    "visits:visit": VISIT,
    "visits:change-time": Rung(of_visit, lambda of: {"kind": "another", "wishes": "mornings"}),
    "visits:take-back": VISIT,
    "visits:ask": VISIT,
    "visits:upload": Rung(of_visit, upload_in, begins=True),
    "visits:staff-upload": Rung(of_visit, upload_in, begins=True),
    "visits:questions": VISIT,
    "visits:question-page": PAGE,
    "visits:review": SENDING,
    "visits:receipt": VISIT,
    "visits:file": Rung(of_file),
    "visits:staff-questions": VISIT,
    "visits:staff-question-page": PAGE,
    "visits:staff-review": SENDING,
    "visits:staff-receipt": VISIT,
    "visits:staff-file": Rung(of_file),
    "visits:board": OWN,
    "visits:preparation": VISIT,
    "visits:mark-read": Rung(of_visit, lambda of: {"number": of.visit.answers_number}),
    "visits:decide-wish": Rung(
        lambda of: {"visit_id": of.visit.pk, "wish_id": of.wish.pk},
        lambda of: {"outcome": "booked", "note": ""},
    ),
    "visits:staff-patients": OWN,
    "visits:staff-patient": PATIENT,
    "visits:staff-plan": PATIENT,
    "visits:staff-import": OWN,
    "visits:staff-import-list": LIST,
    "visits:staff-import-again": LIST,
    "visits:staff-import-seen-to": LIST,
    "visits:staff-summons": VISIT,
    "visits:staff-send": VISIT,
    "visits:staff-keep": VISIT,
    "visits:staff-withdraw": VISIT,
    "visits:staff-cancel": VISIT,
    "visits:staff-correct": VISIT,
    "visits:staff-answer-time": VISIT,
    "visits:staff-print": VISIT,
    "visits:staff-papers": OWN,
    "visits:staff-print-day": OWN,
    "visits:staff-posted": Rung(fields=lambda of: {"visit": str(of.visit.pk)}),
    "visits:staff-unposted": Rung(fields=lambda of: {"visit": str(of.visit.pk)}),
    "visits:staff-types": OWN,
    "visits:staff-new-type": OWN,
    "visits:staff-type": TYPE,
    "visits:staff-use-type": TYPE,
    "visits:staff-resources": OWN,
    "visits:staff-new-resource": OWN,
    "visits:staff-resource": RESOURCE,
    "visits:staff-use-resource": RESOURCE,
    "visits:record": VISIT,
    "visits:record-file": VISIT,
    "visits:mark-recorded": VISIT,
}

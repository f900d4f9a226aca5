"""How the addresses of care contacts are built, as their staff have them."""

from tests.architecture.rungs.building import LIST, OWN, PATIENT, Rung
from tests.cast import TODAY

CONTACT = Rung(lambda of: {"contact_id": of.contact.pk})

CONTACTS: dict[str, Rung] = {
    "contacts:staff-patient": PATIENT,
    "contacts:staff-give": PATIENT,
    "contacts:staff-agree": PATIENT,
    "contacts:staff-record": PATIENT,
    "contacts:staff-contacts": OWN,
    "contacts:staff-contact": Rung(CONTACT.parameters, lambda _: {"note": "för oss"}),
    "contacts:staff-end": Rung(CONTACT.parameters, lambda _: {"last_on": f"{TODAY}"}),
    "contacts:staff-hand-over-one": CONTACT,
    "contacts:staff-decide": Rung(lambda of: {"request_id": of.asked.pk}),
    "contacts:staff-hand-over": OWN,
    "contacts:staff-absences": OWN,
    "contacts:staff-import": OWN,
    "contacts:staff-import-list": LIST,
    "contacts:staff-back": Rung(lambda of: {"absence_id": of.absence.pk}),
    "contacts:staff-teams": OWN,
    "contacts:staff-new-team": OWN,
    "contacts:staff-team": Rung(lambda of: {"team_id": of.team.pk}),
}

"""Where coordination shows in pages of others: at staff's contacts and beside a case."""

import uuid
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samplan.access.acting import StaffActing
from samplan.access.policies import CARE_ROLES
from samplan.audit import kinds as events
from samplan.cases import beside
from samplan.cases.beside import Line, Panel, Prospect
from samplan.cases.coordinating import own_data
from samplan.cases.coordinating.queries import Room, answered_by, room_of, room_reached, unread_in
from samplan.cases.models import Case
from samplan.common.dates import local
from samplan.contacts import further
from samplan.contacts.further import Further


def register_all() -> None:
    """Everything, once at the start."""
    events.register("coordination.read", gettext_lazy("looked at the coordination"), "read")
    events.register(
        "coordination.first_read", gettext_lazy("read the coordination for the first time"), "read"
    )
    events.register(
        "coordination.written", gettext_lazy("wrote to the patient's other care contacts"), "write"
    )
    events.register("coordination.consented", gettext_lazy("agreed to coordination"), "write")
    events.register(
        "coordination.withdrawn", gettext_lazy("took back the consent to coordination"), "write"
    )
    own_data.register_part()
    further.register(_at_contacts)
    beside.register(_beside_case)


def _at_contacts(acting: StaffActing, patient_id: uuid.UUID, today: date) -> Further | None:
    room = room_of(acting, patient_id, on=today)
    if room is None:
        return None
    return Further(
        heading=_("Coordination"),
        words=_words(room, acting),
        verb=_("Open the coordination"),
        url=reverse("cases:staff-coordination", args=[patient_id]),
    )


def _beside_case(case: Case, acting: StaffActing, at: datetime) -> Prospect | None:
    if acting.role not in CARE_ROLES:
        return None
    today = local(at).date()
    answered = answered_by.asked(acting, patient_id=case.patient_id, on=today)
    return Prospect(
        lambda: _panel(case, acting, today) if answered.rows() else None,
        (answered,),
    )


def _panel(case: Case, acting: StaffActing, today: date) -> Panel | None:
    room = room_reached(acting, case.patient_id, on=today)
    if room is None:
        return None
    address = reverse("cases:staff-coordination", args=[case.patient_id])
    line = Line(text=_("With other clinics"), url=address, detail=_words(room, acting))
    return Panel(heading=_("Coordination"), lines=(line,))


def _words(room: Room, acting: StaffActing) -> str:
    """How much is new; else who is there."""
    count = len(unread_in(room, acting)) if room.is_open else 0
    if count:
        words = ngettext("%(count)d unread message", "%(count)d unread messages", count)
        return words % {"count": count}
    if not room.is_open and room.is_agreed:
        return _("Nobody is left to coordinate with")
    if not room.is_open:
        return _("The patient's consent no longer holds")
    clinics = sorted({each.clinic.name for each in room.participants} - {acting.clinic_name})
    return _("With %(clinics)s") % {"clinics": ", ".join(clinics)}

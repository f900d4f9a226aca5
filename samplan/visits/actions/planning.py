"""Planning a visit: a booked time and everything that the summons will say."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import Acting
from samplan.access.actions import open_relation, open_relations
from samplan.access.models import RelationReason
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.bookings.actions import NewBooking, TimeIsTaken, book, book_many
from samplan.bookings.models import Appointment, Resource
from samplan.patients.models import Patient
from samplan.visits import policies
from samplan.visits.actions.holding import release_lapsed
from samplan.visits.models import Visit, VisitType

HELD_FOR: Final = timedelta(minutes=30)
FROM_TYPE = (
    *("name", "purpose", "minutes", "mode", "place", "before", "during", "after"),
    *("cost", "late_cancel_hours", "late_cancel_fee", "send"),
)


@dataclass(frozen=True)
class NewVisit:
    """What staff have chosen. `texts` replaces the type's own where given (see FROM_TYPE)."""

    patient: Patient
    visit_type: VisitType
    resource: Resource
    starts_at: datetime
    meets: str = ""
    language: str = "sv"
    texts: dict[str, Any] = field(default_factory=dict)
    source_key: str | None = None  # what two tries of the same have in common
    held_until: datetime | None = None  # then the time is let go, unless it is sent or kept

    def value(self, name: str) -> Any:
        """The chosen text, else the visit type's."""
        return self.texts.get(name, getattr(self.visit_type, name))


@transaction.atomic
def plan_visit(new: NewVisit, *, acting: Acting, at: datetime) -> Visit:
    """Book the time and write down the visit, without sending anything yet.

    A second try with the same `source_key` gives the visit that the first one made.
    Raises Refused with a plain sentence: not your clinic's type or resource, a time that has
    passed or is taken.
    """
    policies.check_may_plan(acting, new.visit_type, new.resource)
    release_lapsed([new.resource.pk], at=at)
    made = _made_before(new)
    if made is not None:
        return made
    try:
        appointment = _booked(new, acting=acting, at=at)
    except TimeIsTaken:
        made = _made_before(new)
        if made is None:
            raise
        return made  # by the same form, sent twice at once
    visit = _drawn(new, appointment)
    visit.save(force_insert=True)
    trail.record("visit.planned", acting=acting, patient_id=new.patient.pk, about=visit)
    return visit


def _booked(new: NewVisit, *, acting: Acting, at: datetime) -> Appointment:
    clinic_id, reason = new.visit_type.clinic_id, RelationReason.VISIT
    open_relation(new.patient.pk, clinic_id, reason=reason, acting=acting, at=at)
    return book(
        new.resource,
        patient_id=new.patient.pk,
        starts_at=new.starts_at,
        minutes=new.value("minutes"),
        acting=acting,
        at=at,
    )


def _made_before(new: NewVisit) -> Visit | None:
    if new.source_key is None:
        return None
    of_clinic = Visit.objects.filter(clinic_id=new.visit_type.clinic_id)
    made = of_clinic.filter(source_key=new.source_key).first()
    if made is not None and (made.patient_id, made.starts_at) != (new.patient.pk, new.starts_at):
        raise Refused(_("This page has already planned a visit. Open it anew to plan another."))
    return made


@transaction.atomic
def plan_visits(new: Sequence[NewVisit], *, acting: Acting, at: datetime) -> list[Visit]:
    """Plan many visits of one clinic: all, or none. The caller has checked each time.

    A number of statements that does not grow with them. Raises Refused as `plan_visit`, and
    IntegrityError where a time is taken or a `source_key` has made a visit before.
    """
    for each in new:
        policies.check_may_plan(acting, each.visit_type, each.resource)
    release_lapsed({each.resource.pk for each in new}, at=at)
    bookings = [
        NewBooking(each.resource, each.patient.pk, each.starts_at, each.value("minutes"))
        for each in new
    ]
    for clinic_id in {each.visit_type.clinic_id for each in new}:
        open_relations(
            [each.patient.pk for each in new],
            clinic_id,
            reason=RelationReason.VISIT,
            acting=acting,
            at=at,
        )
    appointments = book_many(bookings, acting=acting, at=at)
    visits = [_drawn(each, booked) for each, booked in zip(new, appointments, strict=True)]
    Visit.objects.bulk_create(visits)
    about = [(visit.patient_id, visit) for visit in visits]
    trail.record_many("visit.planned", acting=acting, about=about, detail={})
    return visits


def _drawn(new: NewVisit, appointment: Appointment) -> Visit:
    return Visit(
        patient=new.patient,
        clinic_id=new.visit_type.clinic_id,
        visit_type=new.visit_type,
        appointment=appointment,
        starts_at=new.starts_at,
        meets=new.meets or new.resource.name,
        language=new.language,
        source_key=new.source_key,
        held_until=new.held_until,
        **{name: new.value(name) for name in FROM_TYPE},
    )

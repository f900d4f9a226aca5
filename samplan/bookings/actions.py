"""Booking and cancelling times."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from samplan.access.acting import Acting
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.bookings.models import (
    LONGEST,
    SHORTEST,
    Appointment,
    AppointmentState,
    Occupancy,
    Resource,
)


class TimeIsTaken(Refused):
    """Someone else has the time: the sentence says whose calendar and when."""


@transaction.atomic
def book(
    resource: Resource,
    *,
    patient_id: uuid.UUID,
    starts_at: datetime,
    minutes: int,
    acting: Acting,
    at: datetime,
) -> Appointment:
    """Book a time. `minutes` is 5 to 600.

    Raises Refused for a time that has passed or a length outside that, TimeIsTaken where the
    resource already holds a visit then.
    """
    if starts_at <= at:
        raise Refused(_("That time has passed. Choose a later one."))
    if not SHORTEST <= minutes <= LONGEST:
        raise Refused(_("A visit is between 5 minutes and 10 hours."))
    occupancy = _occupy(resource, starts_at=starts_at, minutes=minutes)
    appointment = _appointment(NewBooking(resource, patient_id, starts_at, minutes), occupancy)
    appointment.save()
    trail.record("appointment.booked", acting=acting, patient_id=patient_id, about=appointment)
    return appointment


def _occupy(resource: Resource, *, starts_at: datetime, minutes: int) -> Occupancy:
    hold(resource.pk)
    try:
        with transaction.atomic():
            return Occupancy.objects.create(resource=resource, during=_span(starts_at, minutes))
    except IntegrityError:
        sentence = _("%(resource)s already has a visit then. Choose another time.")
        raise TimeIsTaken(sentence % {"resource": resource.name}) from None


def hold(*resource_ids: uuid.UUID) -> None:
    """Let others who book there wait until the caller's transaction is over.

    The constraint alone keeps doubles out, but two who meet in it wait for each other in a ring,
    and the database breaks one off. Held in one order, and before any time is freed to be booked
    anew, there is no ring.
    """
    resources = Resource.objects.select_for_update(no_key=True).filter(pk__in=resource_ids)
    list(resources.order_by("pk").values_list("pk", flat=True))


def _span(starts_at: datetime, minutes: int) -> DateTimeTZRange:
    return DateTimeTZRange(starts_at, starts_at + timedelta(minutes=minutes))


@dataclass(frozen=True)
class NewBooking:
    """A time to book."""

    resource: Resource
    patient_id: uuid.UUID
    starts_at: datetime
    minutes: int


@transaction.atomic
def book_many(new: Sequence[NewBooking], *, acting: Acting, at: datetime) -> list[Appointment]:
    """Book many times in four statements: all, or none. The caller has checked each.

    Raises IntegrityError where a resource already holds a visit at one of them.
    """
    ordered = sorted(new, key=lambda each: (each.resource.pk, each.starts_at))
    taken = {
        id(each): Occupancy(resource=each.resource, during=_span(each.starts_at, each.minutes))
        for each in ordered
    }
    hold(*{each.resource.pk for each in new})
    Occupancy.objects.bulk_create(taken.values())
    appointments = [_appointment(each, taken[id(each)]) for each in new]
    Appointment.objects.bulk_create(appointments)
    about = [(each.patient_id, each) for each in appointments]
    trail.record_many("appointment.booked", acting=acting, about=about, detail={})
    return appointments


def _appointment(new: NewBooking, occupancy: Occupancy) -> Appointment:
    return Appointment(
        patient_id=new.patient_id,
        clinic_id=new.resource.clinic_id,
        occupancy=occupancy,
        resource=new.resource,
        starts_at=new.starts_at,
        minutes=new.minutes,
    )


@transaction.atomic
def cancel(appointment: Appointment, *, acting: Acting, at: datetime) -> bool:
    """Free the time. False where it already was cancelled."""
    locked = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if locked.state == AppointmentState.CANCELLED:
        return False
    locked.state = AppointmentState.CANCELLED
    locked.cancelled_at, locked.cancelled_by = at, acting.actor_name
    locked.save(update_fields=["state", "cancelled_at", "cancelled_by"])
    Occupancy.objects.filter(pk=locked.occupancy_id).update(is_freed=True)
    trail.record("appointment.cancelled", acting=acting, patient_id=locked.patient_id, about=locked)
    return True


@transaction.atomic
def move(
    appointment: Appointment,
    *,
    resource: Resource,
    starts_at: datetime,
    minutes: int,
    acting: Acting,
    at: datetime,
) -> Appointment:
    """Move to a new time in one step: old or new, never none or both.

    Raises as `book`, and Refused where the appointment has been moved or cancelled already.
    """
    hold(appointment.resource_id, resource.pk)
    if not cancel(appointment, acting=acting, at=at):
        raise Refused(_("That time is no longer booked. Look at the visit again."))
    return book(
        resource,
        patient_id=appointment.patient_id,
        starts_at=starts_at,
        minutes=minutes,
        acting=acting,
        at=at,
    )

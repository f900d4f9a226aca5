"""What must be true of booked times is true in the database."""

from datetime import timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from samplan.bookings.models import LONGEST, Appointment, Occupancy, Resource
from tests.cast import AT, Cast
from tests.constraints import assert_each_refuses

HOUR = timedelta(hours=1)


def test_each_constraint_refuses_what_is_not_so(cast: Cast) -> None:
    resource = Resource.objects.create(clinic=cast.heart, name="Rum 1")
    taken = Occupancy.objects.create(resource=resource, during=DateTimeTZRange(AT, AT + HOUR))
    appointment = Appointment.objects.create(
        patient=cast.alma,
        clinic=cast.heart,
        occupancy=taken,
        resource=resource,
        starts_at=AT,
        minutes=60,
    )
    later = DateTimeTZRange(AT + HOUR / 2, AT + 2 * HOUR)
    tries = {
        "resource_has_its_own_name": (resource, {}),
        "resource_holds_one_visit_at_a_time": (taken, {"during": later}),
        "appointment_has_a_sensible_length": (appointment, {"minutes": LONGEST + 1}),
        "appointment_cancelled_at_and_by_go_together": (appointment, {"cancelled_by": "Maria"}),
    }
    assert_each_refuses("bookings", tries)

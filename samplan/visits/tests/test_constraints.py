"""What must be true of visits and what is asked around them is true in the database."""

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from samplan.bookings.models import Appointment, Occupancy
from samplan.plans.models import Activity
from samplan.visits.models import KeptList, TimeChange, Visit, Wish
from samplan.visits.tests.world import make_visit_type, planned_visit
from tests.cast import AT, Cast
from tests.constraints import Try, assert_each_refuses


def test_each_constraint_refuses_what_is_not_so(cast: Cast) -> None:
    visit = planned_visit(cast)
    tries = of_visits(cast, visit) | of_wishes(cast, visit) | of_lists(cast)
    assert_each_refuses("visits", tries)


def of_visits(cast: Cast, visit: Visit) -> dict[str, Try]:
    """Of visits and their types."""
    visit.source_key = "rad 1"
    visit.save()
    kind = make_visit_type(cast)
    again = {"appointment_id": appointed_again(visit).pk, "activity_id": None}
    return {
        "visit_type_has_its_own_name": (kind, {}),
        "visit_type_has_a_sensible_length": (kind, {"minutes": 1}),
        "visit_type_that_sends_questions_has_some": (kind, {"questionnaire_id": None}),
        "one_visit_per_source": (visit, again),
        "planned_visit_is_not_sent": (visit, {"sent_at": AT}),
        "only_a_planned_visit_is_held": (visit, {"state": "sent", "held_until": AT}),
        "visit_read_at_by_and_number_go_together": (visit, {"read_at": AT, "read_by": "Maria"}),
    }


def appointed_again(visit: Visit) -> Appointment:
    """A time of its own for another visit."""
    first = visit.appointment
    during = DateTimeTZRange(AT, visit.starts_at)
    occupancy = Occupancy.objects.create(resource=first.resource, during=during, is_freed=True)
    return Appointment.objects.create(
        patient=visit.patient,
        clinic=visit.clinic,
        occupancy=occupancy,
        resource=first.resource,
        starts_at=AT,
        minutes=first.minutes,
    )


def of_wishes(cast: Cast, visit: Visit) -> dict[str, Try]:
    """Of what patients ask for around a visit."""
    whose = {"patient": cast.alma, "clinic": cast.heart}
    change = TimeChange.objects.create(
        **whose, visit=visit, kind="another", made_at=AT, made_by="Alma"
    )
    first, second = (
        Activity.objects.create(
            **whose,
            kind="wished_profession",
            responsible="care",
            subject_kind="x",
            subject_id=subject,
            registered_at=AT,
        )
        for subject in ("1", "2")
    )
    wish = Wish.objects.create(
        **whose, visit=visit, activity=first, code="dietist", words="Dietist"
    )
    return {
        "one_open_time_change_per_visit": (change, {}),
        "time_change_answered_at_and_by_go_together": (change, {"answered_at": AT}),
        "what_is_taken_back_gets_no_answer": (
            change,
            {"is_taken_back": True, "answered_at": AT, "answered_by": "Alma", "answer": "Ja"},
        ),
        "one_wish_per_profession_and_visit": (wish, {"activity_id": second.pk}),
        "wish_outcome_decided_at_and_by_go_together": (wish, {"outcome": "booked"}),
    }


def of_lists(cast: Cast) -> dict[str, Try]:
    """Of day lists on their way in."""
    listed = KeptList.objects.create(clinic=cast.heart, acting_key="x", data=b"rad", report={})
    imported = {"imported_at": AT, "data": b""}
    return {
        "imported_list_keeps_no_file": (listed, {"imported_at": AT}),
        "only_an_imported_list_is_sent": (listed, {"to_send": ["1"], "try_at": AT}),
        "list_is_kept_and_tried_until_all_is_sent": (listed, imported | {"to_send": ["1"]}),
    }

"""What must be true of the plan is true in the database."""

from samplan.plans.models import Activity
from tests.cast import AT, Cast
from tests.constraints import assert_each_refuses


def test_each_constraint_refuses_what_is_not_so(cast: Cast) -> None:
    activity = Activity.objects.create(
        patient=cast.alma,
        clinic=cast.heart,
        kind="call",
        responsible="care",
        subject_kind="x",
        subject_id="1",
        total=2,
        done=2,
        registered_at=AT,
    )
    tries = {
        "activity_closed_at_and_by_and_state_go_together": (activity, {"closed_at": AT}),
        "activity_does_no_more_than_its_series": (activity, {"done": 3}),
        "one_open_activity_per_kind_and_subject": (activity, {}),
    }
    assert_each_refuses("plans", tries)

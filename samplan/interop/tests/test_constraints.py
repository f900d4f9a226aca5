"""What must be true of copies of one's own data is true in the database."""

from samplan.interop.models import DataCopy
from tests.cast import AT, Cast
from tests.constraints import assert_each_refuses


def test_each_constraint_refuses_what_is_not_so(cast: Cast) -> None:
    copy = DataCopy.objects.create(
        patient=cast.alma,
        clinic=cast.heart,
        asked_at=AT,
        asked_by=cast.alma.user,
        asked_as="self",
    )
    tries = {
        "one_copy_at_a_time_is_made_of_a_patient": (copy, {}),
        "copy_has_its_content_while_it_is_ready": (copy, {"state": "ready"}),
    }
    assert_each_refuses("interop", tries)

"""What must be true of users is true in the database."""

from tests.cast import Cast
from tests.constraints import assert_each_refuses


def test_each_constraint_refuses_what_is_not_so(cast: Cast) -> None:
    user = cast.alma.user
    assert user is not None
    nobody = {"subject": "nobody", "identity_number": None}
    assert_each_refuses("accounts", {"user_has_a_verified_identity": (user, nobody)})

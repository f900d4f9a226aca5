"""What must be true of notices and how they are told is true in the database."""

from samplan.notifications.models import Delivery, Notice, Preference, RefusedAddress
from tests.cast import AT, TODAY, Cast
from tests.constraints import Try, assert_each_refuses


def test_each_constraint_refuses_what_is_not_so(cast: Cast) -> None:
    assert_each_refuses("notifications", tries(cast))


def tries(cast: Cast) -> dict[str, Try]:
    """By constraint a row, and what is to be other in a copy of it."""
    whose = {"patient": cast.alma, "clinic": cast.heart}
    to = {"person": cast.alma, "channel": "mail", "address": "alma@samplan.invalid"}
    notice = Notice.objects.create(
        **whose, kind="new", about_kind="x", about_id="1", due_on=TODAY, made_at=AT
    )
    delivery = Delivery.objects.create(**whose, **to, notice=notice, message_id="1", language="sv")
    refused = RefusedAddress.objects.create(**whose, **to, refused_at=AT)
    preference = Preference.objects.create(patient=cast.alma)
    return {
        "one_notice_per_thing_kind_and_day": (notice, {}),
        "one_delivery_per_notice_and_person": (delivery, {"message_id": "2"}),
        "delivery_sent_at_and_state_go_together": (delivery, {"sent_at": AT}),
        "one_standing_refusal_per_address": (refused, {}),
        "preference_hours_are_on_the_clock": (preference, {"digest_hour": 24}),
    }

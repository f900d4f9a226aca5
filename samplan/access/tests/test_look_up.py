"""Finding a patient by the whole number: logged, also where nobody has it."""

from datetime import timedelta
from typing import Any

import pytest

from samplan.access.actions import look_up
from samplan.access.limits import forget_look_ups
from samplan.access.models import CareRelation, LookUp
from samplan.access.policies import Refused
from samplan.audit.models import Event
from samplan.common.identity import make_test_identity_number, parse_identity_number
from tests.cast import AT, Cast


def test_a_look_up_opens_a_relation_and_is_logged(cast: Cast) -> None:
    number = parse_identity_number(cast.carl.identity_number)

    assert look_up(number, acting=cast.acting(cast.maria), at=AT) == cast.carl

    assert CareRelation.objects.filter(patient=cast.carl, clinic=cast.heart).exists()
    assert Event.objects.filter(kind="patient.looked_up", patient=str(cast.carl.pk)).exists()


def test_a_number_that_nobody_has_is_logged_too(cast: Cast) -> None:
    number = make_test_identity_number(cast.carl.born_on, 5)

    with pytest.raises(Refused):
        look_up(number, acting=cast.acting(cast.maria), at=AT)

    (event,) = Event.objects.filter(kind="patient.not_found")
    assert number.digits not in str(event.body)


def test_the_hours_look_ups_of_strangers_come_to_an_end(cast: Cast, settings: Any) -> None:
    settings.SAMPLAN_LOOK_UPS_AN_HOUR = 2
    maria, petra = cast.acting(cast.maria), cast.acting(cast.petra)
    nobodys = [make_test_identity_number(cast.carl.born_on, place) for place in (5, 6, 7)]
    alma, carl = (parse_identity_number(each.identity_number) for each in (cast.alma, cast.carl))
    for number in nobodys[:2]:
        with pytest.raises(Refused, match="Ingen patient"):
            look_up(number, acting=maria, at=AT)

    for number in (nobodys[2], carl):  # known and unknown alike
        with pytest.raises(Refused, match="om en timme"):
            look_up(number, acting=maria, at=AT + timedelta(minutes=59))
    assert not CareRelation.objects.filter(patient=cast.carl, clinic=cast.heart).exists()
    assert Event.objects.filter(kind="look_ups.spent").count() == 2

    assert look_up(alma, acting=maria, at=AT) == cast.alma  # one's own cost nothing
    assert look_up(carl, acting=petra, at=AT) == cast.carl  # a colleague has tries of one's own
    later = AT + timedelta(hours=2)
    forget_look_ups(at=later)
    assert not LookUp.objects.exists()
    assert look_up(carl, acting=maria, at=later) == cast.carl


def test_administrators_look_nobody_up(cast: Cast) -> None:
    number = parse_identity_number(cast.carl.identity_number)

    with pytest.raises(Refused):
        look_up(number, acting=cast.acting(cast.stig), at=AT)

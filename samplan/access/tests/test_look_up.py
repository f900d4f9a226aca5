"""Finding a patient by the whole number: logged, also where nobody has it."""

import pytest

from samplan.access.actions import look_up
from samplan.access.models import CareRelation
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


def test_administrators_look_nobody_up(cast: Cast) -> None:
    number = parse_identity_number(cast.carl.identity_number)

    with pytest.raises(Refused):
        look_up(number, acting=cast.acting(cast.stig), at=AT)

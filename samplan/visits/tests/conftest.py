"""What tests of staff's work begin with."""

from collections.abc import Iterator

import pytest
import time_machine
from django.utils import translation

from samplan.access.acting import PatientActing, StaffActing
from samplan.visits.tests.staff_world import World, make_world
from tests.cast import AT, ActingClient, Cast, browser_of


@pytest.fixture
def world(cast: Cast) -> Iterator[World]:
    """Two clinics at work, at the cast's moment, in the words of the source."""
    with time_machine.travel(AT, tick=False), translation.override("en"):
        yield make_world(cast)


def english(acting: PatientActing | StaffActing) -> ActingClient:
    """A browser that asks for English: the words of the source."""
    browser = browser_of(acting)
    browser.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return browser


@pytest.fixture
def nurse(world: World) -> ActingClient:
    """Maria's browser."""
    return english(world.nurse)


@pytest.fixture
def administrator(world: World) -> ActingClient:
    """Stig's browser."""
    return english(world.cast.acting(world.cast.stig))


@pytest.fixture
def stranger(world: World) -> ActingClient:
    """Petra's browser, at another clinic."""
    return english(world.stranger)

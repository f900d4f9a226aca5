"""Giving a role: only those that can be held there are offered."""

import pytest
import time_machine
from django.urls import reverse

from tests.cast import AT, Cast, browser_of


@pytest.fixture(autouse=True)
def in_the_story():
    with time_machine.travel(AT, tick=False):
        yield


def test_a_clinic_offers_no_role_of_a_higher_level(cast: Cast) -> None:
    stig = browser_of(cast.acting(cast.stig))
    page = stig.get(reverse("desk:new-role", args=[cast.heart.pk])).content.decode()

    assert "Lokal administratör" in page
    assert "Nationell administratör" not in page

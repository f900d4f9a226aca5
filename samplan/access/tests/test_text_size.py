"""The text size: chosen once, kept for the person, on every page."""

import pytest
import time_machine
from django.urls import reverse

from samplan.accounts.models import TextSize, User
from tests.cast import AT, Cast, browser_of


@pytest.fixture(autouse=True)
def in_the_story():
    with time_machine.travel(AT, tick=False):
        yield


def test_the_chosen_size_stands_on_every_page_and_at_the_next_login(cast: Cast) -> None:
    alma = browser_of(cast.acting(cast.alma))
    assert 'class="text-largest"' not in alma.get("/").content.decode()

    reply = alma.send(reverse("access:text-size"), {"text_size": TextSize.LARGEST.value})

    assert reply.status_code == 302
    assert 'class="text-largest"' in alma.get("/").content.decode()
    assert 'class="text-largest"' not in (
        browser_of(cast.acting(cast.carl)).get("/").content.decode()
    )
    again = browser_of(cast.acting(cast.alma))
    again.get(reverse("access:enter"))
    assert 'class="text-largest"' in again.get("/").content.decode()


def test_a_size_that_does_not_exist_is_refused(cast: Cast) -> None:
    alma = browser_of(cast.acting(cast.alma))

    assert alma.send(reverse("access:text-size"), {"text_size": "huge"}).status_code == 404
    assert not User.objects.exclude(text_size=TextSize.NORMAL).exists()

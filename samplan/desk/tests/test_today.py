"""What the staff's day begins with, however much waits."""

import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samplan.cases.models import Send
from samplan.cases.tests.send_world import make_receivers, pasted, sent
from tests.cast import AT, Cast, browser_of


def left_to_post(cast: Cast, count: int, *, born_from: int) -> Send:
    people = make_receivers(cast, count, unreachable=count, born_from=born_from)
    return sent(cast, pasted(people))


def test_twelve_letters_of_sends_take_no_more_statements_than_three(cast: Cast):
    with time_machine.travel(AT, tick=False):
        nurse, address = browser_of(cast.acting(cast.maria)), reverse("desk:today")
        send = left_to_post(cast, 3, born_from=1950)
        nurse.get(address)
        with CaptureQueriesContext(connection) as few:
            first = nurse.get(address)
        left_to_post(cast, 9, born_from=1970)
        with CaptureQueriesContext(connection) as many:
            page = nurse.get(address)

    assert reverse("cases:send-letters", args=[send.pk]) in first.content.decode()
    assert len(page.context["tasks"]) == 12
    assert all(where for _task, _row, where in page.context["tasks"])
    assert len(many) == len(few)

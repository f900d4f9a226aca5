"""What the staff's day begins with, however much waits."""

from datetime import timedelta

import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samplan.audit.models import Event
from samplan.cases.models import Send
from samplan.cases.tests.send_world import make_receivers, pasted, sent
from samplan.contacts.models import ContactRequest
from samplan.contacts.tests.factories import contact_of
from tests.cast import AT, Cast, browser_of

DAY = timedelta(days=1)


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


def test_wishes_for_a_contact_stand_there_until_they_are_answered(cast: Cast):
    told = {"clinic": cast.heart, "reason": "vill ha någon att ringa", "asked_by": "Alma Ek"}
    with time_machine.travel(AT, tick=False):
        elsewhere = told | {"clinic": cast.urology, "reason": "hos urologen"}
        for patient, days, facts in (
            (cast.alma, 0, told),
            (cast.bo, 3, told | {"contact": contact_of(cast.bo, cast.maria)}),
            (cast.cleo, 1, told),
            (cast.carl, 9, elsewhere),
        ):
            ContactRequest.objects.create(patient=patient, asked_at=AT - days * DAY, **facts)
        nurse, address = browser_of(cast.acting(cast.maria)), reverse("desk:today")
        page = nurse.get(address).content.decode()
        oldest_first = (
            *("Bo Lind ber att få byta från Maria Nyström", "för 3 dagar sedan"),
            *("Cleo Lind ber om en fast vårdkontakt", "Kom i går, söndag 22 november"),
            *("Alma Ek ber om en fast vårdkontakt", "Kom i dag"),
        )
        places = [page.find(words) for words in oldest_first]
        assert -1 not in places
        assert places == sorted(places)
        assert "hos urologen" not in page
        asked = ContactRequest.objects.get(patient=cast.alma)
        decide = reverse("contacts:staff-decide", args=[asked.pk])
        assert f'href="{decide}"' in page
        assert Event.objects.filter(kind="contacts.listed", patient=cast.alma.pk).count() == 1
        nurse.send(decide, {"outcome": "no", "answer": "Ring oss så länge."})
        page = nurse.get(address).content.decode()
        assert ("Alma Ek ber" in page, "Cleo Lind ber" in page) == (False, True)
        assert browser_of(cast.acting(cast.stig)).get(address).status_code == 302


def test_a_day_without_anything_is_shown(cast: Cast):
    with time_machine.travel(AT, tick=False):
        assert browser_of(cast.acting(cast.petra)).get(reverse("desk:today")).status_code == 200

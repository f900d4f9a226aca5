"""A send to many: everyone gets it once, whatever process is killed when."""

import os
import subprocess
import sys
from functools import partial

import pytest
from django.db import connections
from django.db.models import Count
from procrastinate.contrib.django.models import ProcrastinateJob

from samplan.cases.models import Case, Message, RowState, Send, SendState
from samplan.cases.sends.running import NEXT_TRY, run, take_due
from samplan.cases.tests.send_world import make_receivers, pasted, started_send
from samplan.config import addresses
from samplan.notifications.models import Delivery, Notice
from samplan.plans.models import Activity, ActivityKind
from tests.cast import AT, make_cast
from tests.drills.crowd import side_by_side
from tests.drills.running import ROOT, until

pytestmark = [
    pytest.mark.drill,
    pytest.mark.django_db(transaction=True, databases=["default", "owner", "direct"]),
]

RECEIVERS, UNREACHABLE = 240, 6
WITHIN = 30.0  # seconds


def test_a_send_killed_in_the_middle_is_gone_on_with_and_nobody_gets_it_twice():
    cast = make_cast()
    people = make_receivers(cast, RECEIVERS, unreachable=UNREACHABLE)
    send = started_send(cast, pasted(people))
    killed_in_the_middle(send, after=20)
    killed_in_the_middle(send, after=90)
    assert take_due(at=AT + 2 * NEXT_TRY) == [send.pk]  # by the schedule, in the dead one's place
    side_by_side([partial(run, send.pk, at=AT, size=7)] * 3)
    run(send.pk, at=AT)

    send.refresh_from_db()
    reached = RECEIVERS - UNREACHABLE
    assert send.state == SendState.DONE
    assert send.counts == {"sent": reached, "paper": UNREACHABLE}
    assert not send.receiver_rows.filter(state=RowState.WAITING).exists()
    cases = Case.objects.values("patient").annotate(count=Count("pk"))
    assert [each["count"] for each in cases] == [1] * reached
    told = Notice.objects.count(), Message.objects.count(), Delivery.objects.count()
    assert told == (reached, reached, reached)
    assert Activity.objects.filter(kind=ActivityKind.ANSWER_MESSAGE).count() == reached
    assert Activity.objects.filter(kind=ActivityKind.PAPER).count() == UNREACHABLE
    mails = ProcrastinateJob.objects.filter(task_name="notifications.deliver")
    assert mails.count() == reached


def killed_in_the_middle(send: Send, *, after: int) -> None:
    """Let another process send until so many are done, and kill it in the midst of a batch."""
    name = connections["default"].settings_dict["NAME"]
    address, query = addresses.address("default", "test").split("?")
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.drills.sending", str(send.pk)],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": f"{address.rpartition('/')[0]}/{name}?{query}"},
    )
    try:
        assert until(lambda: is_done(send, after), WITHIN)
    finally:
        process.kill()
        process.wait()
    send.refresh_from_db()
    assert 0 < send.left < RECEIVERS


def is_done(send: Send, count: int) -> bool:
    return Send.objects.get(pk=send.pk).done >= count

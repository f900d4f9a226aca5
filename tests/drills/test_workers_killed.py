"""Notices: one row each and every message out, whatever worker is killed when."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import connections
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from samplan.config import addresses
from samplan.jobs.jobs import retry_stalled_jobs
from samplan.notifications.actions import tell
from samplan.notifications.models import Delivery, DeliveryState, Notice, NoticeKind
from samplan.plans.actions import register
from samplan.plans.models import Activity, ActivityKind, Responsible
from samplan.plans.reminders import remind
from tests.cast import AT, TODAY, Cast, consent, make_cast, make_patient
from tests.drills.crowd import side_by_side
from tests.drills.mailbox import Mailbox, mailbox
from tests.drills.running import ROOT, until

pytestmark = [
    pytest.mark.drill,
    pytest.mark.django_db(transaction=True, databases=["default", "owner", "direct"]),
]

MESSAGES = 30
AT_ONCE = 2  # jobs of one worker
WITHIN = 30.0  # seconds


def things_to_do(cast: Cast, count: int, *, due_on: date = TODAY) -> list[Activity]:
    """An activity each for as many patients, known for a month."""
    return [
        register(
            ActivityKind.READ_SUMMONS,
            responsible=Responsible.PATIENT,
            about=Activity(patient=person(number), clinic=cast.heart),
            at=AT - timedelta(days=30),
            due_on=due_on,
        )
        for number in range(count)
    ]


def person(number: int):
    made = make_patient(f"Person{number}", "Bok", date(1950 + number % 50, 3, 5 + number // 50))
    consent(made)
    return made


@contextmanager
def worker(server: Mailbox) -> Iterator["subprocess.Popen[bytes]"]:
    """A real worker on the drill's database."""
    name = connections["default"].settings_dict["NAME"]
    address, query = addresses.address("default", "test").split("?")
    server_address = address.rpartition("/")[0]
    process = subprocess.Popen(
        [sys.executable, "manage.py", "worker"],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.drills.worker_settings",
            "DATABASE_URL": f"{server_address}/{name}?{query}",
            "DRILL_MAIL_PORT": str(server.port),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def all_sent() -> bool:
    return not Delivery.objects.exclude(state=DeliveryState.SENT).exists()


def is_done() -> bool:
    return all_sent() and not ProcrastinateJob.objects.filter(status__in=["todo", "doing"]).exists()


def forget_heartbeats() -> None:
    """Let an hour pass for workers that are no more."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'"
        )


def test_a_worker_killed_in_the_middle_loses_nothing_and_doubles_nothing():
    for activity in things_to_do(make_cast(), MESSAGES):
        assert tell(activity, NoticeKind.NEW, due_on=TODAY, at=AT)
    with mailbox(answers_after=0.15) as server:
        killed_in_the_middle(server, after=4)
        killed_in_the_middle(server, after=9)
        forget_heartbeats()
        with suppress(AlreadyEnqueued):  # by its own schedule
            retry_stalled_jobs.defer(timestamp=0)
        with worker(server) as last:
            assert until(is_done, WITHIN), Counter(Delivery.objects.values_list("state", flat=True))
            last.send_signal(signal.SIGTERM)
            assert last.wait(timeout=WITHIN) == 0

    sent = Counter(server.taken)
    assert Notice.objects.count() == Delivery.objects.count() == MESSAGES
    assert set(sent) == set(Delivery.objects.values_list("message_id", flat=True))
    assert sum(sent.values()) - MESSAGES <= 2 * AT_ONCE  # those under way at each of two deaths


def killed_in_the_middle(server: Mailbox, *, after: int) -> None:
    """Start a worker and kill it when the server has had so many messages, before its OK."""
    with worker(server) as doomed:
        assert until(lambda: len(server.taken) >= after, WITHIN), doomed.stderr
        doomed.kill()
        doomed.wait()
    assert not all_sent()


def test_reminders_run_by_many_at_once_are_one_each():
    things_to_do(make_cast(), 20, due_on=TODAY + timedelta(days=7))
    made = side_by_side([partial(remind, at=AT)] * 4)
    assert sum(made) == 20, made
    assert Notice.objects.count() == Delivery.objects.count() == 20
    assert ProcrastinateJob.objects.filter(task_name="notifications.deliver").count() == 20

"""Many summonses of a list go by a job: all of them, and none twice, whenever it is killed."""

from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from samplan.cases.models import Case
from samplan.visits.importing import sending_out
from samplan.visits.importing.keeping import SENT_AT_ONCE, import_kept, keep_list
from samplan.visits.importing.sending_out import send_list
from samplan.visits.models import KeptList, Visit, VisitState
from samplan.visits.tests.day_lists import list_of
from samplan.visits.tests.staff_world import World
from tests.cast import AT, ActingClient

MANY = SENT_AT_ONCE + 5


def imported(world: World, count: int = MANY) -> KeptList:
    kept = keep_list(list_of(count), acting=world.nurse, at=AT)
    done = import_kept(kept.pk, is_sent=True, acting=world.nurse, at=AT)
    assert done is not None
    return done


def count_sent() -> int:
    return Visit.objects.filter(state=VisitState.SENT).count()


def jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name="visits.send_list").count()


def test_a_few_go_at_once_and_many_by_a_job(world: World) -> None:
    few = imported(world, SENT_AT_ONCE)
    assert (few.to_send, count_sent(), jobs()) == ([], SENT_AT_ONCE, 0)


def test_the_page_says_how_far_the_job_has_come(
    world: World,
    nurse: ActingClient,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries,
) -> None:
    kept = imported(world)
    address = f"/vard/besok/import/{kept.pk}/"
    assert (count_sent(), jobs()) == (0, 1)
    nurse.get(address)
    with django_assert_max_num_queries(6):
        assert f"0 sent, {MANY} left" in nurse.get(address).content.decode()

    nurse.send(address, {"send": "yes"})  # confirmed once more
    assert jobs() == 1
    assert send_list(kept.pk, at=AT) == MANY
    assert f"Summonses sent: {MANY}" in nurse.get(address).content.decode()


def test_killed_at_any_batch_it_goes_on_and_sends_nothing_twice(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending_out, "BATCH", 10)
    kept = imported(world)
    send, deaths = sending_out.send_visits, [2, 3]

    def killed(keys: Any, **options: Any) -> Any:
        done = send(keys, **options)
        if deaths:
            deaths[0] -= 1
            if not deaths[0]:
                deaths.pop(0)
                raise KeyboardInterrupt  # after sending, before the note of it
        return done

    monkeypatch.setattr(sending_out, "send_visits", killed)
    sent = []
    for _run in range(2):
        with pytest.raises(KeyboardInterrupt):
            send_list(kept.pk, at=AT)
        sent.append(count_sent())
    send_list(kept.pk, at=AT)

    assert sent == [10, 30]
    kept.refresh_from_db()
    assert (count_sent(), kept.to_send, kept.report["sent"]) == (MANY, [], MANY)
    assert not any(row["not_sent"] for row in kept.report["rows"])
    assert Case.objects.count() == MANY
    assert send_list(kept.pk, at=AT) == 0

"""Many summonses of a list go by a job: all of them, and none twice, whenever it is killed."""

from dataclasses import replace
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from samplan.access.policies import Refused
from samplan.cases.models import Case
from samplan.organisations.models import Role
from samplan.visits.actions import cancel_visit
from samplan.visits.importing import carrying_out, import_day_list, sending_out
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


def test_who_meets_no_patients_imports_no_list(world: World) -> None:
    """Nor one where nothing is new: each of its people would be looked up."""
    imported(world, 1)
    kept = keep_list(list_of(1), acting=world.nurse, at=AT)
    manages = replace(world.nurse, role=Role.LOCAL_ADMINISTRATOR.value)
    assert manages.key == world.nurse.key
    with pytest.raises(Refused):
        import_kept(kept.pk, is_sent=False, acting=manages, at=AT)
    kept.refresh_from_db()
    assert kept.imported_at is None


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


def import_and_send(world: World, count: int) -> carrying_out.Report:
    """As the command does it."""
    return import_day_list(
        list_of(count), clinic_id=world.cast.heart.pk, acting=world.nurse, at=AT, is_sent=True
    )


def test_the_command_killed_before_sending_sends_when_run_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as dying:
        dying.setattr(carrying_out, "_send", lambda *_args, **_facts: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            import_and_send(world, 5)
    assert (Visit.objects.count(), count_sent()) == (5, 0)

    again = import_and_send(world, 6)
    assert (again.new_count, again.already_count, again.sent_count) == (1, 5, 6)
    third = import_and_send(world, 6)
    assert (third.already_count, third.sent_count, third.not_sent) == (6, 0, {})
    assert Case.objects.count() == 6


@pytest.mark.parametrize("count", [3, MANY])
def test_the_page_offers_to_send_what_an_import_left_unsent(
    world: World, nurse: ActingClient, count: int
) -> None:
    first = keep_list(list_of(count), acting=world.nurse, at=AT)
    import_kept(first.pk, is_sent=False, acting=world.nurse, at=AT)
    second = keep_list(list_of(count), acting=world.nurse, at=AT)
    address = f"/vard/besok/import/{second.pk}/"
    page = nurse.get(address).content.decode()
    assert "Send the summonses" in page
    assert "Import without sending" not in page

    nurse.send(address, {"send": "yes"})
    send_list(second.pk, at=AT)
    assert count_sent() == count
    third = keep_list(list_of(count), acting=world.nurse, at=AT)
    assert (
        "nothing new in the list" in nurse.get(f"/vard/besok/import/{third.pk}/").content.decode()
    )


def test_what_staff_have_taken_back_or_planned_by_hand_is_not_sent_by_a_list(world: World) -> None:
    import_day_list(list_of(2), clinic_id=world.cast.heart.pk, acting=world.nurse, at=AT)
    first, second = Visit.objects.order_by("starts_at")
    cancel_visit(first, reason="Fel dag", acting=world.nurse, at=AT)
    Visit.objects.filter(pk=second.pk).update(source_key=None)

    assert import_and_send(world, 2).sent_count == 0

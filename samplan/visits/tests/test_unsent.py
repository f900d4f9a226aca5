"""No summons of a day list is lost: what is not sent is kept, tried again, and named to staff."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import translation
from procrastinate.contrib.django.models import ProcrastinateJob

from samplan.access.policies import Refused
from samplan.audit.models import Event
from samplan.audit.trail import CannotLog
from samplan.organisations.models import Assignment, Role
from samplan.visits import jobs
from samplan.visits.actions import cancel_visit, send_visit
from samplan.visits.importing import sending_out, unsent
from samplan.visits.importing.keeping import import_kept, keep_list, mark_seen_to, send_again
from samplan.visits.importing.sending_out import LONGEST_WAIT, send_list, take_due
from samplan.visits.models import KeptList, Visit
from samplan.visits.tests.conftest import english
from samplan.visits.tests.day_lists import list_of
from samplan.visits.tests.staff_world import SOON, World, moment
from samplan.visits.tests.test_sending_out import MANY, count_sent, imported
from tests.cast import AT, LONG_AGO, ActingClient, make_staff

AFTERWARDS = moment(SOON + timedelta(days=30), 8)
IMPORT = "/vard/besok/import/"


@pytest.fixture
def kept(world: World) -> KeptList:
    """A list whose summonses a job has still to send."""
    return imported(world)


def forget(*, after: timedelta) -> None:
    jobs.forget_lists(timestamp=int((AT + after).timestamp()))


def poisoned(monkeypatch: pytest.MonkeyPatch, *bad: str, fault: Exception) -> None:
    """Let nobody send the visits `bad`, nor any batch with them; none given, no visit at all."""
    send = sending_out.send_visits

    def tried(keys: Any, **options: Any) -> Any:
        if not bad or set(bad) & {str(key) for key in keys}:
            raise fault
        return send(keys, **options)

    monkeypatch.setattr(sending_out, "send_visits", tried)


def not_sent(kept: KeptList) -> dict[str, str]:
    """The code of each row that is not sent, by its visit."""
    kept.refresh_from_db()
    rows = (row for row in kept.report["rows"] if row["not_sent"])
    return {row["visit"]: row["not_sent"]["code"] for row in rows}


class TestKeeping:
    def test_a_list_with_unsent_summonses_outlives_every_round_of_forgetting(
        self, world: World, kept: KeptList
    ) -> None:
        forget(after=timedelta(days=400))
        keep_list(list_of(1), acting=world.nurse, at=AT + timedelta(days=400))

        assert KeptList.objects.filter(pk=kept.pk).exists()

    def test_when_all_is_sent_it_is_kept_a_day(self, world: World, kept: KeptList) -> None:
        send_list(kept.pk, at=AT)

        forget(after=timedelta(hours=23))
        assert KeptList.objects.filter(pk=kept.pk).exists()
        forget(after=timedelta(hours=25))
        assert not KeptList.objects.filter(pk=kept.pk).exists()

    @pytest.mark.parametrize("fact", [{"kept_until": AT}, {"try_at": None}, {"to_send": []}])
    def test_list_is_kept_and_tried_until_all_is_sent(
        self, kept: KeptList, fact: dict[str, Any]
    ) -> None:
        with pytest.raises(IntegrityError, match="list_is_kept_and_tried_until_all_is_sent"):
            KeptList.objects.filter(pk=kept.pk).update(**fact)

    @pytest.mark.parametrize("count", [3, MANY])
    def test_what_could_not_be_sent_is_kept_until_staff_have_seen_to_it(
        self, world: World, monkeypatch: pytest.MonkeyPatch, count: int
    ) -> None:
        """Whether it went at once or by the job."""
        looked = keep_list(list_of(count), acting=world.nurse, at=AT)
        world.heart_type.questionnaire.versions.update(status="retired")
        kept = import_kept(looked.pk, is_sent=True, acting=world.nurse, at=AT)
        assert kept is not None
        send_list(kept.pk, at=AT)

        assert set(not_sent(kept).values()) == {"no_questions"}
        assert len(not_sent(kept)) == count
        forget(after=timedelta(days=400))
        done = mark_seen_to(kept.pk, acting=world.nurse, at=AT)
        assert done is not None
        forget(after=timedelta(hours=1))
        assert not KeptList.objects.filter(pk=kept.pk).exists()
        assert Event.objects.filter(kind="summonses.seen_to").count() == 1

    def test_what_waits_cannot_be_said_to_be_seen_to(self, world: World, kept: KeptList) -> None:
        with pytest.raises(Refused, match="still wait"):
            mark_seen_to(kept.pk, acting=world.nurse, at=AT)


class TestTryingAgain:
    def test_the_waits_grow_and_are_bounded_and_never_end(self, kept: KeptList) -> None:
        waits, at = [], kept.try_at
        for _try in range(100):
            assert take_due(at=at - timedelta(seconds=1)) == []
            assert take_due(at=at) == [kept.pk]
            kept.refresh_from_db()
            waits.append(kept.try_at - at)
            at = kept.try_at

        assert waits == sorted(waits)
        assert waits[0] < waits[1] < waits[-1] == LONGEST_WAIT

    def test_the_schedule_goes_on_where_the_job_is_lost(self, kept: KeptList) -> None:
        ProcrastinateJob.objects.all().delete()
        later = int((AT + timedelta(days=3)).timestamp())

        jobs.go_on_sending(timestamp=later)

        (job,) = ProcrastinateJob.objects.filter(task_name="visits.send_list")
        assert job.args == {"list_id": str(kept.pk)}
        jobs.go_on_sending(timestamp=later)  # its next try is set
        assert ProcrastinateJob.objects.filter(task_name="visits.send_list").count() == 1

    def test_when_all_is_sent_nothing_is_due(self, kept: KeptList) -> None:
        send_list(kept.pk, at=AT)
        assert take_due(at=AT + timedelta(days=9)) == []

    def test_a_row_that_fails_holds_up_no_other(
        self, world: World, kept: KeptList, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        bad = kept.to_send[3]
        with monkeypatch.context() as patch:
            poisoned(patch, bad, fault=RuntimeError("planted"))
            assert send_list(kept.pk, at=AT) == MANY - 1
            assert send_list(kept.pk, at=AT) == 0

        assert not_sent(kept) == {bad: "fault"}
        assert (kept.to_send, kept.report["sent"]) == ([bad], MANY - 1)
        assert send_list(kept.pk, at=AT) == 1
        assert not_sent(kept) == {}

    def test_rows_that_fail_come_last_the_next_time(
        self, kept: KeptList, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Else the same ones would use up each try, and the rest would never have theirs."""
        monkeypatch.setattr(sending_out, "MOST_FAULTS", 2)
        bad = kept.to_send[:3]
        poisoned(monkeypatch, *bad, fault=RuntimeError("planted"))

        sent = [send_list(kept.pk, at=AT) for _try in range(3)]

        assert sum(sent) == MANY - 3
        assert sorted(not_sent(kept)) == sorted(bad)

    @pytest.mark.parametrize("fault", [RuntimeError("planted"), CannotLog("planted")])
    def test_where_nothing_goes_a_try_ends_early_and_the_next_one_sends_all(
        self, kept: KeptList, monkeypatch: pytest.MonkeyPatch, fault: Exception
    ) -> None:
        with monkeypatch.context() as patch:
            poisoned(patch, fault=fault)
            assert send_list(kept.pk, at=AT) == 0
        assert len(not_sent(kept)) == sending_out.MOST_FAULTS
        assert len(kept.to_send) == MANY

        assert send_list(kept.pk, at=AT) == MANY


class TestAnAssignmentThatHasEnded:
    @pytest.fixture(autouse=True)
    def ended(self, world: World, kept: KeptList) -> None:
        Assignment.objects.filter(pk=world.cast.maria.pk).update(ends_on=LONG_AGO)
        assert send_list(kept.pk, at=AT) == 0

    def test_its_summonses_wait_and_say_why(self, kept: KeptList) -> None:
        assert count_sent() == 0
        assert set(not_sent(kept).values()) == {"assignment_ended"}
        assert len(kept.to_send) == MANY

    def test_a_colleague_sends_them_in_her_own_name(
        self, world: World, kept: KeptList, stranger: ActingClient
    ) -> None:
        greta = make_staff("Greta", "Ahl", "Sjuksköterska", world.cast.heart, Role.RECEIVER)
        colleague = english(world.cast.acting(greta))
        address = f"{IMPORT}{kept.pk}/"

        assert f"0 wait, {MANY}" not in stranger.get(IMPORT).content.decode()
        assert stranger.get(address)["Location"] == IMPORT
        assert stranger.send(f"{address}utskick/")["Location"] == IMPORT
        assert f"{MANY} wait, 0 could not" in colleague.get(IMPORT).content.decode()
        page = colleague.get(address).content.decode()
        assert f"{MANY} rows: The assignment of whoever asked for it has ended." in page

        colleague.send(f"{address}utskick/")
        assert send_list(kept.pk, at=AT) == MANY
        assert set(Visit.objects.values_list("sent_by", flat=True)) == {"Greta Ahl"}
        assert Event.objects.filter(kind="summonses.sent_again").count() == 1


class TestNaming:
    def test_rows_that_could_not_be_sent_are_named_in_the_readers_language(
        self, world: World, kept: KeptList, nurse: ActingClient, django_assert_max_num_queries
    ) -> None:
        with translation.override("sv"):  # the worker's
            send_list(kept.pk, at=AFTERWARDS)
        address = f"{IMPORT}{kept.pk}/"

        english = nurse.get(address).content.decode()
        with django_assert_max_num_queries(6):
            named = nurse.get(f"{address}?visa=not_sent").content.decode()
        nurse.defaults["HTTP_ACCEPT_LANGUAGE"] = "sv"
        swedish = nurse.get(f"{address}?visa=not_sent").content.decode()

        assert f"{MANY} summonses could not be sent" in english
        assert "Not sent: That time has passed." in named
        assert "Test Testsson" in named
        assert "Inte skickad: Den tiden har passerat." in swedish
        assert "Not sent" not in swedish

    def test_what_somebody_else_has_sent_or_cancelled_is_told_apart(
        self, world: World, kept: KeptList
    ) -> None:
        sent, cancelled = (Visit.objects.get(pk=key) for key in kept.to_send[:2])
        send_visit(sent, acting=world.nurse, at=AT)
        cancel_visit(cancelled, reason="x", acting=world.nurse, at=AT)

        send_list(kept.pk, at=AT)

        assert not_sent(kept) == {str(sent.pk): "already_sent", str(cancelled.pk): "cancelled"}
        assert [row["visit"] for row in unsent.refused(kept)] == [str(cancelled.pk)]

    def test_a_code_of_another_version_has_words_too(self) -> None:
        row = {"not_sent": {"code": "from the future", "params": {}}}
        with translation.override("en"):
            assert unsent.in_words(row).startswith("It is not sent.")

    def test_what_is_mended_goes_when_the_sending_starts_again(
        self, world: World, kept: KeptList, nurse: ActingClient
    ) -> None:
        versions = world.heart_type.questionnaire.versions
        versions.update(status="retired")
        send_list(kept.pk, at=AT)
        assert count_sent() == 0
        versions.update(status="active")
        address = f"{IMPORT}{kept.pk}/"
        assert "We have seen to them" in nurse.get(address).content.decode()

        nurse.send(f"{address}utskick/")

        assert "We have seen to them" not in nurse.get(address).content.decode()
        assert send_list(kept.pk, at=AT) == MANY
        assert send_again(kept.pk, acting=world.nurse, at=AT) is None
        again = nurse.send(f"{address}klart/", follow=True).content.decode()
        assert "Nothing of the list is left to send" in again

    def test_the_board_says_so_on_a_day_with_summonses_that_are_not_sent(
        self, kept: KeptList, nurse: ActingClient, django_assert_max_num_queries
    ) -> None:
        nurse.get("/vard/besok/")
        with django_assert_max_num_queries(6):
            told = nurse.get(f"/vard/besok/?dag={SOON.isoformat()}").content.decode()
        assert "Summonses of an imported list are not sent yet." in told

        send_list(kept.pk, at=AT)
        told = nurse.get(f"/vard/besok/?dag={SOON.isoformat()}").content.decode()
        assert "Summonses of an imported list" not in told

    def test_staff_may_see_to_them_on_the_page(
        self, world: World, kept: KeptList, nurse: ActingClient
    ) -> None:
        send_list(kept.pk, at=AFTERWARDS)

        page = nurse.send(f"{IMPORT}{kept.pk}/klart/", follow=True).content.decode()

        assert "Noted." in page
        assert "We have seen to them" not in page
        assert "could not be sent" not in nurse.get(IMPORT).content.decode()

    def test_only_who_meets_patients_starts_it_again(self, world: World, kept: KeptList) -> None:
        stig = world.cast.acting(world.cast.stig)
        with pytest.raises(Refused):
            send_again(kept.pk, acting=stig, at=AT)
        with pytest.raises(Refused):
            mark_seen_to(kept.pk, acting=stig, at=AT)

"""Old cases go by the region's decision, and never before the record has them."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, connection, transaction

from samplan.access.acting import SystemActing
from samplan.access.policies import Refused
from samplan.attachments.jobs import delete_stored
from samplan.attachments.models import Attachment
from samplan.audit.models import Event
from samplan.audit.reading import line_of
from samplan.audit.verifying import verify
from samplan.cases import actions
from samplan.cases.actions import Written
from samplan.cases.models import (
    BegunCase,
    Case,
    CaseNote,
    Message,
    Preservation,
    RemovalLog,
    RemovedKind,
    RetentionDecision,
)
from samplan.cases.retention import removing
from samplan.cases.retention.decisions import decisions_of
from samplan.cases.retention.delivering import hold_back, mark_delivered, release
from samplan.cases.retention.judging import Passed
from samplan.cases.retention.removing import foreseen, remove_due
from samplan.cases.tests.keeping_world import (
    LATER,
    decided,
    delivered_case,
    ended_case,
    regional,
)
from samplan.cases.tests.world import say_as_care, started_case
from samplan.forms.models import Response, ResponseVersion
from samplan.plans.models import Activity, ActivityKind, Responsible
from samplan.plans.queries import subjects_waited_for
from tests.architecture.ladder import added_file
from tests.cast import AT, TODAY, Cast, browser_of

JOB = SystemActing("retention")


def run(at=LATER):
    return remove_due(at=at, acting=JOB)


def by_hand(sql: str, case: Case) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [case.pk])


def test_what_the_record_has_goes_with_all_that_belongs_to_it(cast: Cast) -> None:
    decided(regional(cast))
    case = started_case(cast)
    draft = actions.save_draft(
        case, Written(body="Se bilden"), acting=cast.acting(cast.alma), at=AT
    )
    file = added_file(draft, cast.acting(cast.alma))
    actions.reply(draft, acting=cast.acting(cast.alma), at=AT)
    actions.write_note(case, "Ring först", acting=cast.acting(cast.maria), at=AT)
    case.refresh_from_db()
    actions.close(case, acting=cast.acting(cast.maria), at=AT)
    case.refresh_from_db()
    mark_delivered(case, seen=case.revision, acting=cast.acting(cast.maria), at=AT)
    assert run().removed == [case.pk]
    for model in (Case, Message, CaseNote, Attachment, BegunCase, Response, ResponseVersion):
        assert not model.objects.exists(), model
    log = RemovalLog.objects.get()
    assert (log.case_ids, log.decision.reference) == ([case.pk], "HSN 2026-114")
    assert log.counts == {"cases": 1, "messages": 2, "answers": 1, "files": 1, "notes": 1}
    assert default_storage.exists(file.content.name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name LIKE '%delete_stored'")
        (told,) = cursor.fetchall()
    delete_stored(**json.loads(told[0]))
    assert not default_storage.exists(file.content.name)


def test_the_log_stays_and_reads(cast: Cast) -> None:
    decided(regional(cast))
    case = delivered_case(cast)
    run()
    removed = Event.objects.get(kind="case.removed", patient=str(cast.alma.pk))
    assert removed.body["about"] == str(case.pk)
    assert str(line_of(removed).what) == "tog bort ett gammalt samtal som journalen har"
    assert verify()[1] == []
    page = browser_of(cast.acting(cast.alma)).get("/atkomst/?visa=alla")
    assert "tog bort ett gammalt samtal" in page.content.decode()
    assert browser_of(cast.acting(cast.alma)).get(f"/inkorg/{case.pk}/").status_code == 404


@pytest.mark.parametrize("table", ["cases_message WHERE case_id", "cases_case WHERE id"])
def test_what_is_not_delivered_stays_also_when_deleted_by_hand(cast: Cast, table: str) -> None:
    decided(regional(cast))
    case = ended_case(cast)
    assert (run().removed, run().passed) == ([], {})
    assert foreseen(at=LATER).passed == {Passed.NOT_DELIVERED: [case.pk]}
    with pytest.raises(IntegrityError, match="stays until it is ended and delivered"):
        by_hand(f"DELETE FROM {table} = %s", case)
    assert Message.objects.filter(case=case).exists()


@pytest.mark.parametrize("table", ["cases_message WHERE case_id", "cases_case WHERE id"])
def test_what_was_said_after_it_was_delivered_keeps_it(cast: Cast, table: str) -> None:
    decided(regional(cast))
    case = delivered_case(cast)
    Case.objects.filter(pk=case.pk).update(changed_at=AT + timedelta(days=1))
    assert (run().removed, run().passed) == ([], {})
    assert foreseen(at=LATER).passed == {Passed.CHANGED: [case.pk]}
    with pytest.raises(IntegrityError, match="stays until"):
        by_hand(f"DELETE FROM {table} = %s", case)


def test_what_is_held_back_stays_until_it_is_released(cast: Cast) -> None:
    decided(regional(cast))
    case, maria = delivered_case(cast), cast.acting(cast.maria)
    with pytest.raises(Refused):
        hold_back(case, "", acting=maria, at=AT)
    hold_back(case, "Anmälan till IVO", acting=maria, at=AT)
    hold_back(case, "En gång till", acting=maria, at=AT)
    assert run().passed == {Passed.HELD_BACK: [case.pk]}
    with pytest.raises(IntegrityError, match="held back stays"):
        by_hand("DELETE FROM cases_message WHERE case_id = %s", case)
    assert not Preservation.within(cast.acting(cast.alma)).exists()
    release(case, acting=maria, at=AT)
    assert run().removed == [case.pk]


def test_what_the_plan_waits_for_stays(cast: Cast) -> None:
    decided(regional(cast))
    case = delivered_case(cast)
    Activity.objects.create(
        patient=cast.alma,
        clinic=cast.heart,
        kind=ActivityKind.CALL,
        responsible=Responsible.CARE,
        subject_kind="case",
        subject_id=str(case.pk),
        registered_at=AT,
    )
    assert subjects_waited_for({str(case.pk), "x"}) == {str(case.pk)}
    assert run().passed == {Passed.AWAITED: [case.pk]}


def test_a_case_that_others_lead_on_to_goes_after_them(cast: Cast) -> None:
    decided(regional(cast))
    into = delivered_case(cast)
    other = delivered_case(cast, words="Samma fråga igen")
    Case.objects.filter(pk=other.pk).update(merged_into=into)
    first = run()
    assert (first.removed, first.passed) == ([other.pk], {Passed.JOINED: [into.pk]})
    assert run().removed == [into.pk]


def test_its_time_has_not_come(cast: Cast) -> None:
    decided(regional(cast))
    delivered_case(cast)
    outcome = run(AT + timedelta(days=364))
    assert (outcome.removed, outcome.passed) == ([], {})


def test_without_a_decision_nothing_goes(cast: Cast) -> None:
    rut = regional(cast)
    case = delivered_case(cast)
    assert run().removed == []
    decided(rut)
    stopped = decided(rut, after_days=None)
    assert [each for each, holds in decisions_of(rut, today=TODAY) if holds] == [stopped]
    assert run().removed == []
    decided(rut)
    assert run().removed == [case.pk]


def test_another_region_has_decided_nothing(cast: Cast) -> None:
    rut = regional(cast)
    decision = decided(rut)
    other = type(cast.heart).objects.create(
        kind="region",
        name="Region Sör",
        slug="sor",
        hsa_id="SE-SOR",
        parent=cast.heart.parent.parent,
    )
    delivered_case(cast)
    type(cast.heart).objects.filter(pk=cast.heart.pk).update(parent=other)
    assert decision.region_id == rut.clinic_id
    assert run().removed == []


def test_a_decision_stands_as_it_was_written(cast: Cast) -> None:
    rut = regional(cast)
    decision = decided(rut)
    decided(rut)
    with pytest.raises(IntegrityError), transaction.atomic():
        RetentionDecision.objects.filter(pk=decision.pk).update(after_days=3650)
    with pytest.raises(IntegrityError), transaction.atomic():
        decision.delete()
    delivered_case(cast)
    run()
    with pytest.raises(IntegrityError), transaction.atomic():
        RemovalLog.objects.update(counts={})


def test_who_decides_and_what(cast: Cast) -> None:
    rut = regional(cast)
    with pytest.raises(Refused):
        decided(cast.acting(cast.stig))
    with pytest.raises(Refused):
        decided(rut, after_days=30)
    with pytest.raises(Refused):
        decided(rut, on=TODAY - timedelta(days=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        RetentionDecision.objects.create(
            region_id=rut.clinic_id,
            kind=RemovedKind.SENT,
            after_days=89,
            from_on=TODAY,
            reference="a",
            decided_by="b",
            noted_at=AT,
            noted_by="Rut",
        )


def test_an_open_case_is_not_delivered(cast: Cast) -> None:
    case, maria = started_case(cast), cast.acting(cast.maria)
    with pytest.raises(Refused, match="Avsluta"):
        mark_delivered(case, seen=case.revision, acting=maria, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(delivered_at=AT, delivered_by="Maria")
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(archived_at=AT)


def test_it_is_delivered_as_it_was_seen(cast: Cast) -> None:
    case, maria = ended_case(cast), cast.acting(cast.maria)
    with pytest.raises(Refused):
        mark_delivered(case, seen=case.revision - 1, acting=maria, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(delivered_at=AT)
    with pytest.raises(Refused):
        mark_delivered(case, seen=case.revision, acting=cast.acting(cast.petra), at=AT)
    mark_delivered(case, seen=case.revision, acting=maria, at=AT)
    mark_delivered(case, seen=case.revision, acting=maria, at=AT)
    assert Event.objects.filter(kind="case.delivered").count() == 1


def test_what_is_opened_again_is_delivered_anew(cast: Cast) -> None:
    case = delivered_case(cast)
    case = actions.reopen(case, acting=cast.acting(cast.maria), at=AT + timedelta(days=2))
    assert (case.delivered_at, case.delivered_by, case.archived_at) == (None, "", None)
    say_as_care(cast, case, "En sak till.", "partial")


def test_a_dry_run_says_what_would_go_and_changes_nothing(cast: Cast, time_machine) -> None:
    decided(regional(cast))
    going, staying = delivered_case(cast), ended_case(cast, words="En annan sak")
    assert foreseen(at=LATER).removed == [going.pk]
    time_machine.move_to(LATER)
    out = StringIO()
    call_command("retention", "--dry-run", stdout=out)
    said = out.getvalue()
    assert f"1 cases would be removed\n  {going.pk}" in said
    assert f"1 cases passed over: not delivered to the record\n  {staying.pk}" in said
    assert Case.objects.count() == 2
    with pytest.raises(CommandError, match="--as"):
        call_command("retention")
    call_command("retention", "--as", "Stig Berg", stdout=out)
    assert list(Case.objects.all()) == [staying]
    assert Event.objects.get(kind="case.removed").body["name"] == "Stig Berg"


def test_a_corrected_message_goes_with_its_correction(cast: Cast) -> None:
    decided(regional(cast))
    case, maria = started_case(cast), cast.acting(cast.maria)
    said = say_as_care(cast, case, "Ta en tablett", "partial")
    said = actions.correct_message(said, "Ta två tabletter", acting=maria, at=AT)
    actions.correct_message(said, "Ta en halv tablett", acting=maria, at=AT)
    case.refresh_from_db()
    actions.close(case, acting=maria, at=AT)
    case.refresh_from_db()
    mark_delivered(case, seen=case.revision, acting=maria, at=AT)
    assert run().removed == [case.pk]
    assert not Message.objects.exists()


def test_one_that_cannot_be_removed_keeps_no_other(cast: Cast, caplog) -> None:
    decided(regional(cast))
    first, stuck, last = (delivered_case(cast, words=words) for words in ("Ett", "Två", "Tre"))
    leaning = say_as_care(cast, started_case(cast, words="Fyra"), "Hej", "partial")
    Message.objects.filter(pk=leaning.pk).update(corrects=stuck.messages.first())
    outcome = run()
    assert sorted(outcome.removed) == sorted([first.pk, last.pk])
    assert outcome.passed == {Passed.STUCK: [stuck.pk]}
    assert Message.objects.filter(case=stuck).count() == 2
    assert f"Case {stuck.pk} could not be removed: IntegrityError" in caplog.text
    assert sorted(key for log in RemovalLog.objects.all() for key in log.case_ids) == sorted(
        outcome.removed
    )
    assert Event.objects.filter(kind="case.removed").count() == 2


def test_killed_between_two_batches_it_goes_on_where_it_was(cast: Cast, monkeypatch) -> None:
    decided(regional(cast))
    first, second = delivered_case(cast), delivered_case(cast, words="En annan sak")
    monkeypatch.setattr(removing, "BATCH", 1)
    left, remove = [1], removing._remove

    def killed_at_the_second(keys):
        counts = remove(keys)
        if not left:
            raise KeyboardInterrupt
        left.pop()
        return counts

    monkeypatch.setattr(removing, "_remove", killed_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        run()
    assert list(Case.objects.all()) == [second]
    assert Message.objects.filter(case=second).exists()
    assert RemovalLog.objects.get().case_ids == [first.pk]
    monkeypatch.setattr(removing, "_remove", remove)
    assert run().removed == [second.pk]
    assert Event.objects.filter(kind="case.removed").count() == 2

"""After planning: correct, withdraw, cancel, and answer a wish for another time."""

from datetime import timedelta

import pytest

from samplan.access.models import DigitalConsent
from samplan.access.policies import Refused
from samplan.bookings.models import Appointment, AppointmentState, Occupancy
from samplan.cases.models import Message
from samplan.notifications.models import Notice, NoticeKind
from samplan.patients.models import Patient
from samplan.plans.models import Activity, ActivityKind, ActivityState
from samplan.visits import actions
from samplan.visits.models import TimeChange, Visit, VisitState
from samplan.visits.tests.staff_world import SOON, World, make_resource, moment
from tests.cast import AT, TODAY

LATER = AT + timedelta(hours=1)


def correct(world: World, visit: Visit, **changes) -> Visit:
    time = {name: changes.pop(name) for name in ("starts_at", "resource") if name in changes}
    return actions.correct_visit(visit, changes=changes, acting=world.nurse, at=LATER, **time)


def without_consent(world: World) -> None:
    DigitalConsent.objects.filter(patient=world.cast.alma).update(
        withdrawn_at=AT, withdrawn_by="Alma"
    )


def opened(world: World, visit: Visit) -> None:
    alma = world.cast.acting(world.cast.alma)
    actions.open_case(visit, visit.summons, acting=alma, at=AT)


def open_kinds(visit: Visit) -> dict[str, Activity]:
    found = Activity.objects.filter(subject_id=str(visit.pk), state=ActivityState.OPEN)
    return {activity.kind: activity for activity in found}


def asked(world: World, visit: Visit) -> TimeChange:
    return actions.ask_for_another_time(
        visit,
        reason="resa",
        wishes="Helst måndagar",
        acting=world.cast.acting(world.cast.alma),
        at=AT,
    )


def test_a_wish_for_another_time_is_to_be_answered_within_two_working_days(world: World) -> None:
    visit = world.sent(starts_at=moment(SOON + timedelta(days=60), 10))
    asked(world, visit)
    task = Activity.objects.get(kind=ActivityKind.TIME_CHANGE)
    assert task.due_on == TODAY + timedelta(days=2)  # from a Monday


class TestCorrecting:
    def test_a_new_time_moves_the_plan_with_it(self, world: World) -> None:
        visit = world.sent()
        new_day = SOON + timedelta(days=7)

        correct(world, visit, starts_at=moment(new_day, 13))

        visit.refresh_from_db()
        kinds = open_kinds(visit)
        assert visit.starts_at == moment(new_day, 13)
        assert kinds[ActivityKind.VISIT].due_on == new_day
        assert kinds[ActivityKind.READ_SUMMONS].due_on == new_day
        assert kinds[ActivityKind.ANSWER_QUESTIONS].due_on == new_day - timedelta(days=3)
        assert visit.answer_by == new_day - timedelta(days=3)
        assert Appointment.objects.filter(state=AppointmentState.BOOKED).count() == 1
        assert Occupancy.objects.filter(is_freed=False).count() == 1

    def test_the_patient_is_told_once_what_it_says_now(self, world: World) -> None:
        visit = world.sent()

        correct(world, visit, place="Plan 7")

        told = Message.objects.exclude(corrects=None).get()
        assert "Plan 7" in told.body
        assert Notice.objects.filter(kind=NoticeKind.CHANGED).count() == 1

    def test_nothing_changed_tells_nobody(self, world: World) -> None:
        visit = world.sent()

        correct(world, visit, place=visit.place, starts_at=visit.starts_at, resource=world.maria)

        assert not Message.objects.exclude(corrects=None).exists()

    def test_someone_elses_time_is_refused_and_the_old_one_stays(self, world: World) -> None:
        world.planned(world.cast.bo, starts_at=moment(SOON, 13))
        visit = world.sent()

        with pytest.raises(Refused, match="already has a visit"):
            correct(world, visit, starts_at=moment(SOON, 12, 30))

        assert Appointment.objects.get(pk=visit.appointment_id).state == AppointmentState.BOOKED
        assert not Message.objects.exclude(corrects=None).exists()

    def test_another_clinics_resource_is_refused(self, world: World) -> None:
        with pytest.raises(Refused, match="same clinic"):
            correct(world, world.sent(), resource=world.petra)

    def test_what_is_not_sent_is_changed_quietly(self, world: World) -> None:
        visit = correct(world, world.planned(), purpose="annat", starts_at=moment(SOON, 14))

        assert (visit.purpose, visit.is_planned) == ("annat", True)
        assert not Message.objects.exists()
        assert not Notice.objects.exists()

    def test_what_has_begun_is_refused(self, world: World) -> None:
        visit = world.sent()

        with pytest.raises(Refused, match="no longer be changed"):
            actions.correct_visit(
                visit, changes={"place": "x"}, acting=world.nurse, at=visit.starts_at
            )

    def test_on_paper_there_is_something_more_to_post(self, world: World) -> None:
        without_consent(world)
        visit = world.sent()
        actions.mark_posted([visit.pk], acting=world.nurse, at=AT)

        correct(world, visit, place="Plan 7")
        correct(world, visit, place="Plan 8")

        assert open_kinds(visit)[ActivityKind.PAPER].due_on == AT.date()
        assert not Notice.objects.exists()


class TestWithdrawing:
    def test_everything_is_taken_back(self, world: World) -> None:
        visit = actions.withdraw_visit(world.sent(), acting=world.nurse, at=LATER)

        assert visit.state == VisitState.WITHDRAWN
        assert open_kinds(visit) == {}
        assert not Occupancy.objects.filter(is_freed=False).exists()
        assert not Visit.within(world.cast.acting(world.cast.alma)).exists()

    def test_what_has_been_opened_stays(self, world: World) -> None:
        visit = world.sent()
        opened(world, visit)

        with pytest.raises(Refused, match="has been opened"):
            actions.withdraw_visit(visit, acting=world.nurse, at=LATER)

    def test_what_has_been_posted_stays(self, world: World) -> None:
        without_consent(world)
        visit = world.sent()
        actions.mark_posted([visit.pk], acting=world.nurse, at=AT)

        with pytest.raises(Refused, match="has been posted"):
            actions.withdraw_visit(visit, acting=world.nurse, at=LATER)

    def test_a_stranger_may_not(self, world: World) -> None:
        with pytest.raises(Refused):
            actions.withdraw_visit(world.sent(), acting=world.stranger, at=LATER)


class TestCancelling:
    def test_the_patient_reads_why_and_the_time_is_free(self, world: World) -> None:
        visit = world.sent()

        actions.cancel_visit(visit, reason="Maria är sjuk.", acting=world.nurse, at=LATER)

        visit.refresh_from_db()
        assert visit.is_cancelled
        assert "Maria är sjuk." in visit.summons.messages.order_by("-id")[0].body
        assert not Occupancy.objects.filter(is_freed=False).exists()
        assert Notice.objects.filter(kind=NoticeKind.CHANGED).count() == 1

    @pytest.mark.parametrize(("is_posted", "letters"), [(True, 1), (False, 0)])
    def test_only_what_was_posted_needs_a_new_letter(
        self, world: World, is_posted: bool, letters: int
    ) -> None:
        without_consent(world)
        visit = world.sent()
        if is_posted:
            actions.mark_posted([visit.pk], acting=world.nurse, at=AT)

        actions.cancel_visit(visit, reason="Sjukdom.", acting=world.nurse, at=LATER)

        papers = Activity.objects.filter(kind=ActivityKind.PAPER, state=ActivityState.OPEN)
        assert papers.count() == letters
        assert not Notice.objects.exists()

    def test_what_was_not_sent_ends_without_a_word(self, world: World) -> None:
        visit = actions.cancel_visit(world.planned(), reason="x", acting=world.nurse, at=LATER)

        assert visit.is_cancelled
        assert not Message.objects.exists()

    def test_twice_is_refused(self, world: World) -> None:
        visit = world.sent()
        actions.cancel_visit(visit, reason="x", acting=world.nurse, at=LATER)

        with pytest.raises(Refused):
            actions.cancel_visit(visit, reason="x", acting=world.nurse, at=LATER)


class TestAnsweringAWish:
    def test_another_time_is_given_in_one_step(self, world: World) -> None:
        visit = world.sent()
        change = asked(world, visit)
        other = make_resource(world.cast.heart, "Omid Rahimi")

        actions.give_another_time(
            change,
            starts_at=moment(SOON, 15),
            resource=other,
            answer="",
            acting=world.nurse,
            at=LATER,
        )

        visit.refresh_from_db()
        change.refresh_from_db()
        assert (visit.starts_at, visit.meets) == (moment(SOON, 15), "Omid Rahimi")
        assert change.answered_by == world.nurse.actor_name
        assert ActivityKind.TIME_CHANGE not in open_kinds(visit)

    def test_where_the_new_time_is_taken_nothing_is_answered(self, world: World) -> None:
        world.planned(world.cast.bo, starts_at=moment(SOON, 15))
        change = asked(world, world.sent())

        with pytest.raises(Refused):
            actions.give_another_time(
                change,
                starts_at=moment(SOON, 15),
                resource=None,
                answer="",
                acting=world.nurse,
                at=LATER,
            )

        change.refresh_from_db()
        assert change.answered_at is None
        assert not Message.objects.filter(body__contains="new time").exists()

    def test_two_colleagues_give_one_answer(self, world: World) -> None:
        change = asked(world, world.sent())
        actions.answer_time_change(change, answer="Fullt.", acting=world.nurse, at=LATER)

        with pytest.raises(Refused, match="colleague"):
            actions.answer_time_change(change, answer="Nej.", acting=world.nurse, at=LATER)


def test_a_letter_for_a_child_without_account_names_the_child(world: World) -> None:
    Patient.objects.filter(pk=world.cast.bo.pk).update(user=None)

    visit = world.sent(world.cast.cleo)

    assert visit.is_on_paper


def test_the_time_that_does_not_suit_is_no_new_time(world: World) -> None:
    visit = world.sent()
    change = asked(world, visit)
    with pytest.raises(Refused):
        actions.give_another_time(
            change,
            starts_at=visit.starts_at,
            resource=None,
            answer="",
            acting=world.nurse,
            at=AT,
        )
    change.refresh_from_db()
    assert change.answered_at is None

"""The pages for changing, cancelling, answering, printing and posting."""

from datetime import timedelta

import pytest

from samplan.access.models import DigitalConsent
from samplan.audit.models import Event
from samplan.patients.models import Patient
from samplan.plans.models import Activity, ActivityKind, ActivityState
from samplan.visits.models import Visit
from samplan.visits.tests.staff_world import SOON, World, moment
from samplan.visits.tests.test_changing_a_visit import asked, opened, without_consent
from samplan.visits.tests.test_staff_planning import form
from tests.cast import AT, TODAY, ActingClient, make_patient, relate

PAPERS = "/vard/papper/"


def page(visit: Visit, name: str) -> str:
    return f"/vard/besok/{visit.pk}/{name}/"


def test_correcting_keeps_what_is_written_and_tells_the_patient(
    world: World, nurse: ActingClient, django_assert_max_num_queries
) -> None:
    visit = world.sent()
    world.planned(world.cast.bo, starts_at=moment(SOON, 13))
    nurse.get(page(visit, "andra"))

    with django_assert_max_num_queries(6):
        shown = nurse.get(page(visit, "andra"))
    assert shown.context["form"].initial["clock"].isoformat() == "10:30:00"
    assert "send" not in shown.context["form"].fields

    refused = nurse.send(page(visit, "andra"), form(world, clock="13:00", place="Plan 9"))
    assert "already has a visit then" in str(refused.context["form"].errors["clock"])
    assert "Plan 9" in refused.content.decode()

    nurse.send(page(visit, "andra"), form(world, clock="14:00", place="Plan 9"))
    visit.refresh_from_db()
    assert (visit.starts_at, visit.place) == (moment(SOON, 14), "Plan 9")


def test_withdrawing_is_offered_until_it_is_opened(world: World, nurse: ActingClient) -> None:
    visit = world.sent()
    assert "Take back" in nurse.get(page(visit, "kallelse")).content.decode()

    opened(world, visit)

    assert "Take back" not in nurse.get(page(visit, "kallelse")).content.decode()
    answer = nurse.send(page(visit, "aterkallelse"), follow=True)
    assert "It has been opened" in answer.content.decode()


def test_a_cancellation_needs_a_reason(world: World, nurse: ActingClient) -> None:
    visit = world.sent()

    bare = nurse.send(page(visit, "avbokning"), {"reason": " "})
    assert "Write to the patient why" in str(bare.context["form"].errors["reason"])

    assert nurse.send(page(visit, "avbokning"), {"reason": "Sjukdom."}).status_code == 302
    visit.refresh_from_db()
    assert visit.is_cancelled


def test_a_wish_is_answered_with_a_time_or_with_words(world: World, nurse: ActingClient) -> None:
    visit = world.sent()
    assert nurse.get(page(visit, "ny-tid")).status_code == 404
    asked(world, visit)
    assert page(visit, "ny-tid") in nurse.get(f"/vard/besok/{visit.pk}/").content.decode()
    assert "Helst måndagar" in nurse.get(page(visit, "ny-tid")).content.decode()

    for posted, field in [
        ({}, "outcome"),
        ({"outcome": "keep"}, "answer"),
        ({"outcome": "new", "day": "", "clock": "", "resource": ""}, "day"),
        ({"outcome": "new"} | form(world, day="2020-01-01"), "day"),
    ]:
        wrong = nurse.send(page(visit, "ny-tid"), posted)
        assert field in wrong.context["form"].errors, posted

    new = {"outcome": "new", "answer": ""} | form(world, clock="15:00")
    assert nurse.send(page(visit, "ny-tid"), new).status_code == 302
    visit.refresh_from_db()
    assert visit.starts_at == moment(SOON, 15)
    assert nurse.get(page(visit, "ny-tid")).status_code == 404


def test_a_wish_can_be_declined_with_words(world: World, nurse: ActingClient) -> None:
    visit = world.sent()
    change = asked(world, visit)

    nurse.send(page(visit, "ny-tid"), {"outcome": "keep", "answer": "Det är fullt."})

    change.refresh_from_db()
    visit.refresh_from_db()
    assert (change.answer, visit.starts_at) == ("Det är fullt.", moment(SOON, 10, 30))


class TestPapers:
    def test_the_sender_is_told_at_once(self, world: World, nurse: ActingClient) -> None:
        without_consent(world)
        visit = world.planned()

        before = nurse.get(page(visit, "kallelse")).content.decode()
        after = nurse.send(page(visit, "utskick"), follow=True).content.decode()

        assert "has not agreed to digital contact" in before
        assert "among what is to be posted" in after
        assert page(visit, "utskrift") in after

    def test_what_is_to_be_posted_is_listed_and_marked(
        self, world: World, nurse: ActingClient, stranger: ActingClient
    ) -> None:
        without_consent(world)
        visit = world.sent()
        assert "Alma Ek" in nurse.get(PAPERS).content.decode()
        assert "Alma Ek" not in stranger.get(PAPERS).content.decode()

        stranger.send(f"{PAPERS}postat/", {"visit": str(visit.pk)})
        assert Activity.objects.get(kind=ActivityKind.PAPER).is_open

        nurse.send(f"{PAPERS}postat/", {"visit": str(visit.pk)})
        again = nurse.send(f"{PAPERS}postat/", {"visit": str(visit.pk)}, follow=True)

        task = Activity.objects.get(kind=ActivityKind.PAPER)
        assert (task.state, task.evidence_id) == (ActivityState.DONE, str(visit.pk))
        assert "Nothing was left to mark" in again.content.decode()
        assert Event.objects.filter(kind="summons.posted").count() == 1

    def test_the_letter_has_summons_questions_and_address(
        self, world: World, nurse: ActingClient
    ) -> None:
        without_consent(world)
        Patient.objects.filter(pk=world.cast.alma.pk).update(address="Skogsvägen 4")
        visit = world.sent()

        letter = nurse.get(page(visit, "utskrift")).content.decode()

        for words in ("Skogsvägen 4", "Uppföljning", "Vad vill du ta upp på besöket?", "Kurator"):
            assert words in letter
        assert letter.count('class="by-hand-line"') > 5
        assert "Alma" not in letter.partition("</title>")[0]

    def test_a_protected_address_is_never_printed(self, world: World, nurse: ActingClient) -> None:
        without_consent(world)
        Patient.objects.filter(pk=world.cast.alma.pk).update(
            address="Skogsvägen 4", has_protected_identity=True
        )
        visit = world.sent()

        alone = nurse.get(page(visit, "utskrift")).content.decode()
        among_others = nurse.get(f"{PAPERS}utskrift/").content.decode()

        assert "Skogsvägen" not in alone + among_others
        assert "Skyddade personuppgifter" in alone or "Protected identity" in alone
        assert "1 person with protected identity" in among_others
        assert "hur du mår" not in among_others

    def test_a_days_letters_are_printed_together(
        self, world: World, nurse: ActingClient, django_assert_max_num_queries
    ) -> None:
        for number in range(4):
            person = make_patient("En", f"Till{number}", AT.date() - timedelta(days=9000 + number))
            relate(person, world.cast.heart)
            world.sent(person, starts_at=moment(SOON, 8 + number))
        nurse.get(PAPERS)

        with django_assert_max_num_queries(6):
            nurse.get(PAPERS)
        with django_assert_max_num_queries(6):
            letters = nurse.get(f"{PAPERS}utskrift/", {"dag": TODAY.isoformat()})

        assert letters.content.decode().count("<article") == 4
        assert nurse.get(f"{PAPERS}utskrift/", {"dag": "2020-01-01"}).context["letters"] == []
        posted = nurse.send(
            f"{PAPERS}postat/", {"visit": [str(key) for key in letters.context["keys"]]}
        )
        assert posted.status_code == 302
        assert not Activity.objects.filter(kind=ActivityKind.PAPER).exclude(state="done").exists()

    def test_a_cancellation_after_posting_is_a_letter_of_its_own(
        self, world: World, nurse: ActingClient
    ) -> None:
        without_consent(world)
        visit = world.sent()
        nurse.send(f"{PAPERS}postat/", {"visit": str(visit.pk)})
        nurse.send(page(visit, "avbokning"), {"reason": "Maria är sjuk."})

        assert "Alma Ek" in nurse.get(PAPERS).content.decode()
        letter = nurse.get(page(visit, "utskrift")).content.decode()
        assert "Maria är sjuk." in letter
        assert "Vad vill du ta upp" not in letter

    @pytest.mark.parametrize("query", ["dag=x", "efter=x"])
    def test_a_bad_address_is_no_page(self, nurse: ActingClient, query: str) -> None:
        assert nurse.get(f"{PAPERS}?{query}").status_code == 404

    def test_consent_stands_so_nothing_is_printed(self, world: World, nurse: ActingClient) -> None:
        assert DigitalConsent.objects.filter(withdrawn_at=None).exists()
        world.sent()

        assert "Nothing to post" in nurse.get(PAPERS).content.decode()

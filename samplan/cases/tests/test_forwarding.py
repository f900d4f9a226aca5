"""Handing a case on to another clinic, and joining two."""

from datetime import date, timedelta

import pytest

from samplan.access.policies import Refused
from samplan.attachments.models import Attachment
from samplan.cases import actions
from samplan.cases.models import Case, CaseNote, Message, WaitsFor
from samplan.cases.sends.following_up import follow_up
from samplan.cases.tests.send_world import DIARY, sent
from samplan.cases.tests.world import DIZZY, say_as_care, started_case
from samplan.forms.models import Response
from samplan.organisations.models import Assignment, Role
from samplan.plans.models import Activity, ActivityKind
from tests.cast import AT, Cast, browser_of, make_staff

DAY = timedelta(days=1)
WHY = "De har hand om din medicin."


@pytest.fixture
def rebecka(cast: Cast) -> Assignment:
    """A receiver at Maria's clinic."""
    return make_staff("Rebecka", "Lind", "Sekreterare", cast.heart, Role.RECEIVER)


@pytest.fixture
def ulf(cast: Cast) -> Assignment:
    """A receiver at Petra's."""
    return make_staff("Ulf", "Berg", "Sekreterare", cast.urology, Role.RECEIVER)


def test_the_other_clinic_has_all_of_it_and_the_old_one_knows_where_it_went(
    cast: Cast, rebecka: Assignment, ulf: Assignment
) -> None:
    case = started_case(cast)
    due = case.due_on
    actions.write_note(case, "internt här", acting=cast.acting(cast.maria), at=AT)
    old = browser_of(cast.acting(rebecka))
    address = f"/vard/arenden/{case.pk}/"
    page = old.get(f"{address}vidare/").content.decode()
    assert "Urologmottagningen, Söderby" in page
    sent = old.send(f"{address}vidare/", {"to": str(cast.urology.pk), "reason": WHY})
    assert sent["Location"] == "/vard/arenden/"
    case.refresh_from_db()
    assert (case.clinic, case.handler, case.due_on) == (cast.urology, None, due)
    new = browser_of(cast.acting(ulf)).get(address).content.decode()
    assert DIZZY in new
    assert WHY in new
    assert "internt här" not in new
    gone = old.get(address)
    assert gone.status_code == 410
    assert "Urologmottagningen, Söderby" in gone.content.decode()
    assert DIZZY not in gone.content.decode()
    alma = browser_of(cast.acting(cast.alma)).get(f"/inkorg/{case.pk}/").content.decode()
    assert WHY in alma


def test_the_patient_reads_to_whom_it_was_written_and_who_has_it_now(
    cast: Cast, rebecka: Assignment, ulf: Assignment
) -> None:
    case, alma = started_case(cast), browser_of(cast.acting(cast.alma))
    wrote, told = f"Du skrev till {cast.heart.name}.", "har tagit över ärendet."
    assert wrote not in alma.get(f"/inkorg/{case.pk}/").content.decode()
    actions.forward(case, cast.urology, reason=WHY, acting=cast.acting(rebecka), at=AT)
    page = alma.get(f"/inkorg/{case.pk}/").content.decode()
    assert f"<p>{wrote} {cast.urology.name} {told}</p>" in page
    assert f"{wrote} {cast.urology.name} {told} {WHY}" in page
    actions.forward(case, cast.heart, reason=WHY, acting=cast.acting(ulf), at=AT)
    page = alma.get(f"/inkorg/{case.pk}/").content.decode()
    assert f"{cast.heart.name} {told}" not in page
    assert f"Ditt ärende är skickat vidare till {cast.heart.name}. {WHY}" in page
    assert page.count(wrote) == 1  # as it was said then


def test_nothing_of_it_stays_behind_but_the_notes(cast: Cast, rebecka: Assignment) -> None:
    case = started_case(cast)
    actions.write_note(case, "internt", acting=cast.acting(cast.maria), at=AT)
    actions.forward(case, cast.urology, reason=WHY, acting=cast.acting(rebecka), at=AT)
    here = {"clinic": cast.heart, "patient": cast.alma}
    for model in (Case, Message, Response, Attachment):
        assert not model.objects.filter(**here).exists()
    assert CaseNote.objects.get().clinic == cast.heart


@pytest.mark.parametrize("who", ["maria", "petra"])
def test_only_a_receiver_of_the_clinic_hands_it_on(cast: Cast, who: str) -> None:
    case = started_case(cast)
    acting = cast.acting(getattr(cast, who))
    with pytest.raises(Refused):
        actions.forward(case, cast.urology, reason=WHY, acting=acting, at=AT)


def test_it_is_handed_on_to_another_clinic_and_with_a_reason(
    cast: Cast, rebecka: Assignment
) -> None:
    case, acting = started_case(cast), cast.acting(rebecka)
    for to, reason in ((cast.heart, WHY), (cast.urology, "")):
        with pytest.raises(Refused):
            actions.forward(case, to, reason=reason, acting=acting, at=AT)


def test_two_are_joined_and_what_was_promised_first_holds(cast: Cast, rebecka: Assignment) -> None:
    first = started_case(cast)
    second = started_case(cast, at=AT + 2 * DAY, words="Samma sak igen.")
    actions.merge(first, second, acting=cast.acting(rebecka), at=AT + 2 * DAY)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.merged_into == second
    assert first.closed_by == "Rebecka Lind"
    assert (second.waits_for, str(second.due_on)) == (WaitsFor.CARE, "2026-11-25")
    alma = browser_of(cast.acting(cast.alma)).get(f"/inkorg/{first.pk}/").content.decode()
    assert "Samma sak igen." in alma


def test_an_answer_to_a_case_that_another_was_joined_with_meanwhile_is_not_sent(
    cast: Cast, rebecka: Assignment
) -> None:
    first, second = started_case(cast), started_case(cast, words="Något annat.")
    actions.merge(first, second, acting=cast.acting(rebecka), at=AT)
    answer = {"body": "Svar.", "intent": "close", "_seen": second.revision, "most_files": 0}
    maria = browser_of(cast.acting(cast.maria))
    assert maria.send(f"/vard/arenden/{second.pk}/svar/", answer).status_code == 409
    second.refresh_from_db()
    assert (second.waits_for, second.is_open) == (WaitsFor.CARE, True)


@pytest.mark.parametrize("intent", ["answer", "question"])
def test_what_was_joined_with_waits_for_care_as_the_one_that_ended_did(
    cast: Cast, rebecka: Assignment, intent: str
) -> None:
    first, second = started_case(cast), started_case(cast, words="Något annat.")
    say_as_care(cast, second, "Hej.", intent)
    Case.objects.filter(pk=second.pk).update(snoozed_until=date(2027, 1, 1))
    actions.merge(first, second, acting=cast.acting(rebecka), at=AT)
    second.refresh_from_db()
    assert (second.waits_for, second.is_new_for_care) == (WaitsFor.CARE, True)
    assert (str(second.due_on), second.snoozed_until) == ("2026-11-25", None)
    assert second.changed_at == AT


def test_an_unanswered_question_to_the_patient_is_cares_again_where_it_was_joined(
    cast: Cast, rebecka: Assignment
) -> None:
    first, second = started_case(cast), started_case(cast, words="Något annat.")
    say_as_care(cast, first, "Hur länge?", "question", at=AT + DAY)
    say_as_care(cast, second, "Svar.", "answer")
    actions.merge(first, second, acting=cast.acting(rebecka), at=AT + 3 * DAY)
    second.refresh_from_db()
    assert (second.waits_for, str(second.due_on)) == (WaitsFor.CARE, "2026-11-27")


def test_two_answered_ones_that_are_joined_wait_for_nobody(cast: Cast, rebecka: Assignment) -> None:
    first, second = started_case(cast), started_case(cast, words="Något annat.")
    for case in (first, second):
        say_as_care(cast, case, "Svar.", "answer")
    actions.merge(first, second, acting=cast.acting(rebecka), at=AT)
    second.refresh_from_db()
    assert (second.waits_for, second.is_new_for_care) == (WaitsFor.NOBODY, False)


def test_words_of_joining_are_not_taken_back(cast: Cast, rebecka: Assignment) -> None:
    first, second = started_case(cast), started_case(cast, words="Något annat.")
    acting = cast.acting(rebecka)
    actions.merge(first, second, acting=acting, at=AT)
    said = Message.objects.get(case=first, kind="close")
    address = f"/vard/arenden/{first.pk}/meddelanden/{said.pk}/"
    refused = browser_of(acting).send(address, {"_verb": "withdraw"}).content.decode()
    assert "Fortsätt där" in refused
    first.refresh_from_db()
    assert (first.is_open, first.merged_into) == (False, second)


def test_cases_of_two_patients_are_never_joined(cast: Cast, rebecka: Assignment) -> None:
    almas, cleos = started_case(cast), started_case(cast, cast.cleo)
    with pytest.raises(Refused):
        actions.merge(almas, cleos, acting=cast.acting(rebecka), at=AT)


def test_an_ended_case_is_not_joined(cast: Cast, rebecka: Assignment) -> None:
    first = started_case(cast)
    say_as_care(cast, first, "Klart.", "close")
    second = started_case(cast, words="Något nytt.")
    for one, other in ((first, second), (second, first), (second, second)):
        with pytest.raises(Refused):
            actions.merge(one, other, acting=cast.acting(rebecka), at=AT)


def test_questions_that_wait_for_an_answer_come_along(cast: Cast, rebecka: Assignment) -> None:
    sent(cast, cast.alma.identity_number, slug=DIARY)
    case = Case.objects.get()
    actions.forward(case, cast.urology, reason=WHY, acting=cast.acting(rebecka), at=AT)
    asked = Response.objects.get(subject_kind="message")
    assert asked.clinic == cast.urology


def test_a_task_to_call_about_it_comes_along(cast: Cast, rebecka: Assignment) -> None:
    sent(cast, cast.alma.identity_number, call_after=1)
    follow_up(at=AT + 2 * DAY)
    case = Case.objects.get()
    actions.forward(case, cast.urology, reason=WHY, acting=cast.acting(rebecka), at=AT + 2 * DAY)
    tasks = Activity.objects.open().filter(subject_id=str(case.pk))
    assert {(each.kind, each.clinic_id) for each in tasks} == {
        (ActivityKind.ANSWER_MESSAGE, cast.urology.pk),
        (ActivityKind.CALL, cast.urology.pk),
    }


def test_no_case_to_join_with_is_chosen_beforehand(cast: Cast, rebecka: Assignment) -> None:
    first, _second = started_case(cast), started_case(cast)
    browser, address = browser_of(cast.acting(rebecka)), f"/vard/arenden/{first.pk}/"
    assert '<option value="" selected>välj ett ärende</option>' in browser.get(
        address
    ).content.decode().replace("\n", "")
    answer = browser.send(f"{address}hopslagning/", {"into": ""}, follow=True)
    assert "Välj ett annat öppet ärende" in answer.content.decode()
    assert not Case.objects.exclude(merged_into=None).exists()

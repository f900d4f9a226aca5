"""Each who answers a form in a conversation has answers of one's own; the first to send answers."""

import threading
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from samplan.access.acting import SystemActing
from samplan.access.models import Guardianship
from samplan.access.policies import Refused
from samplan.access.queries import guardian_acting
from samplan.attachments.models import Attachment
from samplan.cases import actions
from samplan.cases.actions import mending
from samplan.cases.models import Case, Message, OwnAnswers, WaitsFor
from samplan.cases.retention.delivering import mark_delivered
from samplan.cases.retention.removing import remove_due
from samplan.cases.tests.keeping_world import LATER as FAR
from samplan.cases.tests.keeping_world import decided, regional
from samplan.cases.tests.test_asking_by_form import asked_by_form, open_in_plan, published_form
from samplan.cases.tests.world import started_case
from samplan.forms.answering import saving
from samplan.forms.models import Response
from samplan.organisations.models import Assignment, Role
from tests.architecture.ladder import added_file
from tests.cast import AT, TODAY, ActingClient, Cast, browser_of, make_patient, make_staff

LATER = AT + timedelta(days=1)
MINE, THEIRS = "Det här skrev Bo", "Det här skrev Dora"
pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def today(time_machine):
    time_machine.move_to(LATER, tick=False)


def parents(cast: Cast) -> tuple[Any, Any]:
    """Cleo's two guardians."""
    dora = make_patient("Dora", "Lind", date(1950, 3, 3))
    facts = {"patient": cast.cleo, "starts_on": cast.cleo.born_on}
    Guardianship.objects.create(guardian=dora, **facts)
    other = guardian_acting(dora.user_id, cast.cleo.pk, TODAY)
    assert other is not None
    return cast.bo_for_cleo(), other


def asked_case(cast: Cast, patient: Any) -> Case:
    case = started_case(cast, patient)
    asked_by_form(cast, case, published_form(cast.heart), at=AT)
    case.refresh_from_db()
    return case


def asked_in(case: Case) -> Message:
    """What asks by a form last."""
    return Message.objects.filter(case=case, response__isnull=False).latest("sent_at", "id")


def form_of(case: Case) -> str:
    return f"/inkorg/{case.pk}/fragor/{asked_in(case).pk}/svar/"


def write(browser: ActingClient, case: Case, words: str) -> str:
    page = f"{form_of(case)}sida/"
    browser.get(form_of(case))
    reply = browser.send(page, {"a:hur-mycket": words, "_to": "next"})
    return reply["Location"]


def text(browser: ActingClient, address: str) -> str:
    return browser.get(address, follow=True).content.decode()


def test_one_guardian_does_not_read_what_the_other_has_not_sent(cast: Cast) -> None:
    case, (bo, dora) = asked_case(cast, cast.cleo), map(browser_of, parents(cast))
    write(bo, case, MINE)
    for address in (f"{form_of(case)}sida/", form_of(case), f"{form_of(case)}granska/"):
        assert MINE not in text(dora, address)
    here = f"/inkorg/{case.pk}/"
    assert "Svara på formuläret" in text(dora, here)
    assert "Fortsätt med formuläret" in text(bo, here)
    write(dora, case, THEIRS)
    assert MINE in text(bo, f"{form_of(case)}granska/")


def test_nor_a_file_of_the_others(cast: Cast) -> None:
    case, (bo, dora) = asked_case(cast, cast.cleo), parents(cast)
    write(browser_of(bo), case, MINE)
    file: Attachment = added_file(OwnAnswers.objects.get().response, bo)
    address = f"/inkorg/{case.pk}/fragor/{asked_in(case).pk}/filer/{file.pk}/"
    assert browser_of(bo).get(address).status_code == 200
    assert browser_of(dora).get(address).status_code == 404


def test_the_first_to_send_answers_and_the_other_keeps_the_words(cast: Cast) -> None:
    case, (bo, dora) = asked_case(cast, cast.cleo), map(browser_of, parents(cast))
    review = write(bo, case, MINE)
    later = write(dora, case, THEIRS)
    assert bo.send(review, {"_over": "0"}).status_code == 302
    case.refresh_from_db()
    assert (case.waits_for, open_in_plan(case)) == (WaitsFor.CARE, [])

    for told in (
        dora.send(later, {"_over": "0"}),
        dora.get(later),
        dora.get(f"{form_of(case)}sida/"),
    ):
        page = told.content.decode()
        assert "Bo Lind har skickat svar" in page
        assert THEIRS in page
    unsaved = dora.send(f"{form_of(case)}sida/", {"a:hur-mycket": "Nyss", "_to": "next"})
    assert (unsaved.status_code, "Nyss" in unsaved.content.decode()) == (409, True)
    assert Message.objects.filter(case=case, response_version__isnull=False).count() == 2
    assert MINE in text(dora, f"/inkorg/{case.pk}/")
    assert THEIRS not in text(browser_of(cast.acting(cast.maria)), f"/vard/arenden/{case.pk}/")


def test_one_who_has_written_nothing_reads_what_was_sent(cast: Cast) -> None:
    case, (bo, dora) = asked_case(cast, cast.cleo), map(browser_of, parents(cast))
    dora.get(form_of(case))
    bo.send(write(bo, case, MINE), {"_over": "0"})
    assert MINE in text(dora, form_of(case))


def test_a_question_that_one_of_them_answers_is_not_taken_back(cast: Cast) -> None:
    case, (bo, _dora) = asked_case(cast, cast.cleo), parents(cast)
    write(browser_of(bo), case, MINE)
    asked = Message.objects.get(case=case, kind="question", is_from_patient=False)
    asked.receipts.all().delete()
    with pytest.raises(Refused):
        actions.withdraw_message(asked, acting=cast.acting(cast.maria), at=LATER)


def test_they_follow_the_case_to_another_clinic_and_go_when_it_is_removed(cast: Cast) -> None:
    case, (bo, dora) = asked_case(cast, cast.cleo), parents(cast)
    write(browser_of(dora), case, THEIRS)
    added_file(OwnAnswers.within(dora).get().response, dora)
    browser_of(bo).send(write(browser_of(bo), case, MINE), {"_over": "0"})
    rebecka = make_staff("Rebecka", "Lind", "Sekreterare", cast.heart, Role.RECEIVER)
    why = {"reason": "De vet mer.", "acting": cast.acting(rebecka)}
    actions.forward(case, cast.urology, at=LATER, **why)
    for model in (OwnAnswers, Response, Attachment):
        assert not model.objects.filter(clinic=cast.heart, patient=cast.cleo).exists(), model
    decided(regional(cast))
    petra = cast.acting(cast.petra)
    case.refresh_from_db()
    actions.close(case, acting=petra, at=LATER)
    case.refresh_from_db()
    mark_delivered(case, seen=case.revision, acting=petra, at=LATER)
    run = remove_due(at=FAR + timedelta(days=9), acting=SystemActing("retention"))
    assert run.removed == [case.pk], run.passed
    for model in (OwnAnswers, Response, Attachment):
        assert not model.objects.exists(), model


def entry(case: Case) -> str:
    return f"/vard/arenden/{case.pk}/ifyllning/{asked_in(case).pk}/"


def test_staff_fill_it_in_for_the_patient_who_reads_it(cast: Cast) -> None:
    case = asked_case(cast, cast.alma)
    maria, alma = browser_of(cast.acting(cast.maria)), browser_of(cast.acting(cast.alma))
    assert entry(case) in text(maria, f"/vard/arenden/{case.pk}/")
    assert "Patienten har börjat" not in text(maria, entry(case))
    assert maria.get(f"{entry(case)}svar/").status_code == 404  # before one says how it was told
    assert maria.send(entry(case), {}).status_code == 422
    begun = maria.send(entry(case), {"told_by": "phone"})["Location"]
    page = maria.get(begun)["Location"]
    review = maria.send(page, {"a:hur-mycket": "Två liter", "_to": "next"})["Location"]
    assert "Två liter" not in text(alma, f"/inkorg/{case.pk}/")
    maria.send(review, {"_over": "0"})

    case.refresh_from_db()
    assert (case.waits_for, open_in_plan(case), case.is_unread) == (WaitsFor.CARE, [], True)
    said = Message.objects.latest("sent_at", "id")
    assert (said.is_from_patient, said.is_entered_by_staff, said.told_by) == (True, True, "phone")
    read = text(alma, f"/inkorg/{case.pk}/")
    assert "Två liter" in read
    assert "inskrivet av personalen, lämnat per telefon" in read
    assert "Maria" in read
    assert "Maria" in text(alma, form_of(case))  # the receipt says who entered it
    assert entry(case) not in text(maria, f"/vard/arenden/{case.pk}/")
    assert maria.get(entry(case)).status_code == 404


def test_what_the_patient_has_begun_is_told_of_and_kept(cast: Cast) -> None:
    case = asked_case(cast, cast.alma)
    maria, alma = browser_of(cast.acting(cast.maria)), browser_of(cast.acting(cast.alma))
    review = write(alma, case, "Mina egna ord")
    assert "Patienten har börjat" in text(maria, entry(case))
    page = maria.get(maria.send(entry(case), {"told_by": "paper"})["Location"])["Location"]
    drawn = text(maria, page)
    assert "Patienten har börjat" in drawn
    assert "Mina egna ord" not in drawn
    maria.send(maria.send(page, {"a:hur-mycket": "En"})["Location"], {"_over": "0"})
    told = alma.send(review, {"_over": "0"}).content.decode()
    assert "har fyllt i svaren på mottagningen" in told
    assert "Mina egna ord" in told
    assert "En" in text(alma, f"/inkorg/{case.pk}/")


def test_one_with_the_case_at_both_clinics_brings_along_what_was_begun(cast: Cast) -> None:
    case = asked_case(cast, cast.alma)
    facts = {"role": cast.maria.role, "starts_on": cast.maria.starts_on}
    there = Assignment.objects.create(staff=cast.maria.staff, organisation=cast.urology, **facts)
    maria, later = (browser_of(cast.acting(each)) for each in (cast.maria, there))
    page = maria.get(maria.send(entry(case), {"told_by": "phone"})["Location"])["Location"]
    maria.send(page, {"a:hur-mycket": MINE, "_to": "later"})
    file = added_file(OwnAnswers.objects.get().response, cast.acting(cast.maria))
    rebecka = make_staff("Rebecka", "Lind", "Sekreterare", cast.heart, Role.RECEIVER)
    why = {"reason": "De vet mer.", "acting": cast.acting(rebecka)}
    actions.forward(case, cast.urology, at=LATER, **why)
    assert maria.get(page).status_code == 404

    begun = later.send(entry(case), {"told_by": "paper"})
    assert begun.status_code == 302
    assert MINE in text(later, begun["Location"])
    file.refresh_from_db()
    own = OwnAnswers.objects.get()
    clinics = (own.clinic, own.response.clinic, file.clinic)
    assert (*clinics, own.told_by) == (*[cast.urology] * 3, "paper")
    review = later.send(page, {"a:hur-mycket": MINE, "_to": "next"})["Location"]
    assert later.send(review, {"_over": "0"}).status_code == 302
    petra = browser_of(cast.acting(cast.petra))
    assert MINE in text(petra, f"/vard/arenden/{case.pk}/")


def test_staff_of_another_clinic_and_patients_fill_in_nothing(cast: Cast) -> None:
    case = asked_case(cast, cast.alma)
    for who in (cast.petra, cast.stig, cast.alma):
        browser = browser_of(cast.acting(who))
        assert browser.get(entry(case)).status_code == 404
        assert browser.send(entry(case), {"told_by": "phone"}).status_code == 404
    assert not OwnAnswers.objects.exists()


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_of_two_who_send_at_once_one_answers(cast: Cast) -> None:
    case, guardians = asked_case(cast, cast.cleo), parents(cast)
    begin, outcomes = threading.Barrier(2), []
    responses = {}
    for who, words in zip(guardians, (MINE, THEIRS), strict=True):
        write(browser_of(who), case, words)
        responses[who] = OwnAnswers.within(who).get().response

    def send(who: Any) -> None:
        begin.wait()
        try:
            actions.send_form(case, responses[who], over=0, acting=who, at=LATER)
            outcomes.append("sent")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(who,)) for who in guardians]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused", "sent"]
    assert Message.objects.filter(case=case, kind="answer").count() == 1


def test_a_form_that_says_nothing_is_not_sent(cast: Cast) -> None:
    case, (bo, _dora) = asked_case(cast, cast.cleo), parents(cast)
    browser = browser_of(bo)
    review = write(browser, case, "")
    shown = browser.get(review).content.decode()
    assert ("Du har inte svarat på något ännu" in shown, "Skicka<" in shown) == (True, False)
    assert f'href="{form_of(case)}sida/"' in shown
    stopped = browser.send(review, {"_over": "0"})
    assert (stopped.status_code, stopped.content.decode().count("inte svarat på")) == (422, 1)
    case.refresh_from_db()
    assert case.waits_for == WaitsFor.PATIENT


def meanwhile(monkeypatch: Any, module: Any, name: str, other: Any) -> threading.Thread:
    """Let the other come as that function of the module is reached: it waits, or goes past."""
    go_on, thread = getattr(module, name), threading.Thread(target=other)

    def reached(*args: Any, **facts: Any) -> Any:
        thread.start()
        thread.join(1)
        return go_on(*args, **facts)

    monkeypatch.setattr(module, name, reached)
    return thread


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
@pytest.mark.parametrize("first", ["saves", "takes back"])
def test_a_page_saved_as_the_question_is_taken_back_is_saved_or_refused(
    cast: Cast, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever holds the case first has it; the other comes while it is held, and is refused."""
    case, alma = asked_case(cast, cast.alma), browser_of(cast.acting(cast.alma))
    asked, page = asked_in(case), alma.get(form_of(case))["Location"]
    asked.receipts.all().delete()
    told = []

    def save() -> None:
        told.append(alma.send(page, {"a:hur-mycket": MINE, "_to": "next"}))
        connection.close()

    def take_back() -> None:
        with suppress(Refused):
            actions.withdraw_message(asked, acting=cast.acting(cast.maria), at=LATER)
        connection.close()

    if first == "saves":
        thread, begin = meanwhile(monkeypatch, saving, "_saved", take_back), save
    else:
        thread, begin = meanwhile(monkeypatch, mending, "_give_back_turn", save), take_back
    begin()
    thread.join()
    asked.refresh_from_db()
    saved = MINE in str(OwnAnswers.objects.get().response.draft)
    assert (asked.withdrawn_at is None, saved) == (first == "saves", first == "saves")
    assert told[0].status_code == (302 if saved else 409)
    assert saved or MINE in told[0].content.decode()

"""What someone writes is theirs, and is not lost when the case moves on without them."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError

from samplan.attachments.models import Attachment
from samplan.cases import actions
from samplan.cases.actions import draft_files
from samplan.cases.models import Case, Message, MessageDraft
from samplan.cases.models.drafts import MessageDraftQuerySet
from samplan.cases.tests.test_sent_once import key_on
from samplan.cases.tests.world import say_as_care, started_case
from samplan.organisations.models import Assignment, Role
from samplan.visits.tests.test_answer_files import image
from tests.cast import AT, Cast, browser_of, make_staff

WHY = "De har hand om din medicin."


@pytest.fixture(autouse=True)
def _at_the_casts_moment(settings: Any, tmp_path: Any) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> Case:
    """Maria has asked for pictures."""
    made = started_case(cast)
    say_as_care(cast, made, "Skicka bilder?", "question", most_files=3)
    return Case.objects.get(pk=made.pk)


@pytest.fixture
def rebecka(cast: Cast) -> Assignment:
    """A receiver at Maria's clinic."""
    return make_staff("Rebecka", "Lind", "Sekreterare", cast.heart, Role.RECEIVER)


def hand_on(cast: Cast, case: Case, by: Assignment) -> None:
    actions.forward(case, cast.urology, reason=WHY, acting=cast.acting(by), at=AT)


def test_unsent_files_of_the_patient_go_on_with_the_case(
    cast: Cast, case: Case, rebecka: Assignment
) -> None:
    ulf = make_staff("Ulf", "Berg", "Sekreterare", cast.urology, Role.RECEIVER)
    alma = browser_of(cast.acting(cast.alma))
    said = {"body": "Här", "file": image(), "_upload": "file"}
    assert alma.send(f"/inkorg/{case.pk}/svar/", said).status_code == 302
    hand_on(cast, case, rebecka)
    file = Attachment.objects.get()
    assert file.clinic == cast.urology
    Attachment.objects.update(clinic=cast.heart)  # one that came as it was handed on
    assert alma.send(f"/inkorg/{case.pk}/svar/", {"body": "Här"}).status_code == 302
    there = browser_of(cast.acting(ulf)).get(f"/vard/arenden/{case.pk}/filer/{file.pk}/")
    assert there.status_code == 200


@pytest.mark.parametrize("side", ["patient", "care"])
def test_a_file_that_comes_as_another_window_sends_is_told_of(
    cast: Cast, case: Case, side: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    who, place = {
        "patient": (cast.alma, f"/inkorg/{case.pk}/"),
        "care": (cast.maria, f"/vard/arenden/{case.pk}/"),
    }[side]
    one, other = (browser_of(cast.acting(who)) for _window in range(2))
    said = {"body": "Se bilden.", "intent": "partial", "_seen": str(case.revision)}
    said |= {"_key": key_on(one.get(place).content.decode())}
    clean = draft_files._cleaned

    def while_the_other_sends(*args: Any) -> Any:
        monkeypatch.setattr(draft_files, "_cleaned", clean)
        assert other.send(f"{place}svar/", said).status_code == 302
        return clean(*args)

    monkeypatch.setattr(draft_files, "_cleaned", while_the_other_sends)
    for post in (said, said | {"_upload": "file"}):  # as it is sent, and long after
        answered = one.send(f"{place}svar/", post | {"file": image()})
        assert answered.status_code == 302
        assert "de är inte med: bild.png" in one.get(place).content.decode()
    assert Message.objects.filter(body="Se bilden.").count() == 1
    assert not Attachment.objects.exists()


def test_the_same_file_pressed_twice_is_sent_once_and_nothing_is_said(
    cast: Cast, case: Case
) -> None:
    alma, place = browser_of(cast.acting(cast.alma)), f"/inkorg/{case.pk}/"
    for _press in range(2):
        said = {"body": "Här", "_key": str(uuid.UUID(int=7)), "file": image()}
        assert alma.send(f"{place}svar/", said).status_code == 302
        assert "de är inte med" not in alma.get(place).content.decode()
    assert Attachment.objects.get().sent_at == AT


def test_a_draft_that_another_window_sends_as_it_is_saved_is_sent_once(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = (browser_of(cast.acting(cast.alma)) for _window in range(2))
    place, said = f"/inkorg/{case.pk}/", {"body": "Här", "_key": str(uuid.uuid4())}
    assert other.send(f"{place}svar/", said).status_code == 302
    get_or_create = MessageDraftQuerySet.get_or_create

    def comes_second(*args: Any, **facts: Any) -> Any:
        monkeypatch.setattr(MessageDraftQuerySet, "get_or_create", get_or_create)
        raise IntegrityError  # as the database says while the other has a draft

    monkeypatch.setattr(MessageDraftQuerySet, "get_or_create", comes_second)
    assert one.send(f"{place}svar/", said).status_code == 302
    assert Message.objects.filter(body="Här").count() == 1
    assert not MessageDraft.objects.begun().exists()


WORDS = "Ta en halv tablett till kvällen."


@pytest.mark.parametrize("role", [Role.LOCAL_ADMINISTRATOR, Role.THERAPIST])
@pytest.mark.parametrize("page", ["svar", "anteckning"])
def test_one_whose_role_is_changed_in_mid_answer_can_copy_it(
    cast: Cast, case: Case, role: Role, page: str
) -> None:
    maria = browser_of(cast.acting(cast.maria))
    Assignment.objects.filter(pk=cast.maria.pk).update(role=role)
    Case.objects.update(handler=None)
    said = {"body": WORDS, "intent": "answer", "_seen": str(case.revision)}
    answered = maria.send(f"/vard/arenden/{case.pk}/{page}/", said)
    shown = answered.content.decode()
    assert answered.status_code == 404
    assert WORDS in shown
    assert "Ingenting skickades" in shown
    assert "<p>answer" not in shown
    assert "<p>answer</p>" not in shown
    nothing = maria.send(f"/vard/arenden/{uuid.uuid4()}/{page}/", said)
    assert nothing.content.decode().count(WORDS) == shown.count(WORDS)
    assert not MessageDraft.objects.begun().exists()


@pytest.mark.parametrize("page", ["svar", "anteckning"])
def test_a_case_handed_on_in_mid_answer_says_so_and_keeps_the_words(
    cast: Cast, case: Case, rebecka: Assignment, page: str
) -> None:
    maria, place = browser_of(cast.acting(cast.maria)), f"/vard/arenden/{case.pk}/"
    draft = {"body": "Mitt utkast", "intent": "answer", "_seen": "0", "_later": "1"}
    maria.send(f"{place}svar/", draft)
    hand_on(cast, case, rebecka)
    said = {"body": WORDS, "intent": "answer", "_seen": str(case.revision)}
    answered = maria.send(f"{place}{page}/", said)
    shown = answered.content.decode()
    assert answered.status_code == 410
    assert "Urologmottagningen, Söderby" in shown
    assert WORDS in shown
    assert "Mitt utkast" in shown
    assert "Mitt utkast" in maria.get(place).content.decode()
    rebeckas = browser_of(cast.acting(rebecka)).get(place).content.decode()
    assert "Mitt utkast" not in rebeckas


@pytest.mark.parametrize("is_joined", [False, True])
def test_what_the_patient_had_written_is_shown_when_the_case_is_ended(
    cast: Cast, case: Case, rebecka: Assignment, *, is_joined: bool
) -> None:
    alma, place = browser_of(cast.acting(cast.alma)), f"/inkorg/{case.pk}/"
    alma.send(f"{place}svar/", {"body": WORDS, "_later": "1"})
    if is_joined:
        into = started_case(cast, words="En annan sak")
        actions.merge(case, into, acting=cast.acting(rebecka), at=AT)
    else:
        actions.close(case, acting=cast.acting(cast.maria), at=AT)
    shown = alma.get(place).content.decode()
    assert WORDS in shown
    assert "Det är inte skickat" in shown


def test_what_a_colleague_had_written_is_shown_when_the_case_is_ended(
    cast: Cast, case: Case, rebecka: Assignment
) -> None:
    maria, place = browser_of(cast.acting(cast.maria)), f"/vard/arenden/{case.pk}/"
    actions.close(case, acting=cast.acting(rebecka), at=AT)
    said = {"body": WORDS, "intent": "answer", "_seen": str(case.revision)}
    for shown in (maria.send(f"{place}svar/", said), maria.get(place)):
        assert WORDS in shown.content.decode()


@pytest.mark.parametrize(("most", "told"), [(0, "tar inte emot filer"), (1, "tar emot 1 fil")])
def test_files_that_are_taken_no_longer_hold_back_the_sending(
    cast: Cast, case: Case, most: int, told: str
) -> None:
    alma, place = browser_of(cast.acting(cast.alma)), f"/inkorg/{case.pk}/"
    for name in ("ett.png", "två.png"):
        said = {"body": WORDS, "file": image(name), "_upload": "file"}
        assert alma.send(f"{place}svar/", said).status_code == 302
    say_as_care(cast, case, "En gång till?", "question", most_files=most)
    assert "två.png" in alma.get(place).content.decode()
    held = alma.send(f"{place}svar/", {"body": WORDS})
    assert held.status_code == 409
    assert told in held.content.decode()
    assert WORDS in held.content.decode()
    for file in Attachment.objects.all()[most:]:
        alma.send(f"{place}svar/", {"body": WORDS, "_remove": str(file.pk)})
    assert alma.send(f"{place}svar/", {"body": WORDS}).status_code == 302
    assert Attachment.objects.filter(sent_at=AT).count() == most


@pytest.mark.parametrize("word", ["vila", "Ja", "5"])
def test_what_was_chosen_is_not_printed_in_the_pages_own_words(
    cast: Cast, case: Case, word: str
) -> None:
    """What stands in a field for text was written, also where it looks like a choice."""
    maria = browser_of(cast.acting(cast.maria))
    page = f"/vard/arenden/{case.pk}/"
    assert '<input type="hidden" name="_texts" value="body">' in maria.get(page).content.decode()
    Assignment.objects.filter(pk=cast.maria.pk).update(role=Role.LOCAL_ADMINISTRATOR)
    said = {"intent": "answer", "most_files": "0", "form": str(case.pk), "_texts": "body"}
    assert b"Det du skrev" not in maria.send(f"{page}svar/", {**said, "body": ""}).content
    shown = maria.send(f"{page}svar/", {**said, "body": word}).content.decode()
    assert f"<p>{word}</p>" in shown
    assert "<p>answer" not in shown
    assert "<p>0" not in shown


def test_nor_where_the_role_has_ended(cast: Cast, case: Case) -> None:
    maria = browser_of(cast.acting(cast.maria))
    Assignment.objects.filter(pk=cast.maria.pk).update(ends_on=AT.date() - timedelta(days=1))
    said = {"intent": "answer", "most_files": "0", "body": "Ring 08-123 456.\nGärna idag."}
    answered = maria.send(f"/vard/arenden/{case.pk}/svar/", said)
    shown = answered.content.decode()
    assert answered.status_code == 403
    assert "<p>Ring 08-123 456.<br>Gärna idag.</p>" in shown
    assert "<p>answer" not in shown
    assert "<p>0" not in shown

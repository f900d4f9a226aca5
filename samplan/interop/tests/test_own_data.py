"""A patient asks for a copy; it is made, fetched for a week by nobody else, and removed."""

import io
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from samplan.access.models import Guardianship
from samplan.access.policies import Refused
from samplan.audit.models import Event
from samplan.cases import actions as cases
from samplan.cases.actions import Written
from samplan.cases.tests.world import DIZZY, say_as_care, started_case
from samplan.interop.actions import ask_for_copy
from samplan.interop.jobs import make_copy
from samplan.interop.keeping import keep, remove_overdue
from samplan.interop.making import make
from samplan.interop.models import TRANSITIONS, CopyState, DataCopy
from samplan.interop.tests.world import contents, data, ready_copy
from samplan.notifications.jobs import deliver
from samplan.notifications.models import Delivery
from tests.architecture.ladder import MATTERS, added_file
from tests.cast import AT, Cast, browser_of

PAGE = "/installningar/mina-uppgifter/"
WEEK = timedelta(days=7)


def asked(cast: Cast, acting=None) -> DataCopy:
    return ask_for_copy(acting=acting or cast.acting(cast.alma), at=AT)


def made(cast: Cast, acting=None) -> DataCopy:
    copy = asked(cast, acting)
    make(copy.pk, at=AT)
    copy.refresh_from_db()
    return copy


def test_it_is_asked_for_made_told_of_and_fetched(cast: Cast) -> None:
    started_case(cast)
    alma = browser_of(cast.acting(cast.alma))
    assert "Be om en kopia" in alma.get(PAGE).content.decode()
    assert alma.send(PAGE).status_code == 302
    assert "håller på att göras" in alma.get(PAGE).content.decode()
    copy = DataCopy.objects.get()
    job = ProcrastinateJob.objects.get(task_name="interop.make_copy")
    make_copy(**job.args)
    page = alma.get(PAGE).content.decode()
    assert "Din kopia är klar" in page
    fetched = alma.get(f"{PAGE}{copy.pk}/")
    assert fetched["Content-Disposition"] == 'attachment; filename="mina-uppgifter-2026-11-23.zip"'
    with ZipFile(io.BytesIO(b"".join(fetched))) as opened:
        assert DIZZY in opened.read("index.html").decode()
    kinds = Event.objects.filter(kind__startswith="copy.").order_by("at", "id")
    assert {each.kind for each in kinds} == {"copy.asked", "copy.made", "copy.fetched"}
    assert Delivery.objects.filter(notice__about_kind="datacopy").count() == 1


def test_what_is_told_says_nothing_of_it(cast: Cast) -> None:
    made(cast)
    deliver(str(Delivery.objects.get(notice__about_kind="datacopy").pk))
    (letter,) = mail.outbox
    assert letter.subject == "Något nytt för dig"
    assert "uppgifter" not in letter.body


def test_it_holds_what_was_said_answered_and_sent(cast: Cast) -> None:
    case, alma = started_case(cast), cast.acting(cast.alma)
    draft = cases.save_draft(case, Written(body="Se <bilden>"), acting=alma, at=AT)
    added_file(draft, alma)
    cases.reply(draft, acting=alma, at=AT)
    say_as_care(cast, case, "Vi ringer i morgon.", "partial")
    copy = contents(alma)
    told, *messages = data(copy, "samtal")
    assert (told["kind"], told["clinic"]) == ("case", "Hjärtmottagningen, Norrby sjukhus")
    assert [each.get("text") for each in messages][1:] == ["Se <bilden>", "Vi ringer i morgon."]
    assert messages[2]["from"] == "Maria Nyström, Hjärtsjuksköterska"
    assert copy[messages[1]["files"][0]] == MATTERS.encode()
    (answers,) = data(copy, "svar")
    assert answers["resourceType"] == "QuestionnaireResponse"
    assert answers["id"] == messages[0]["answers"]
    page = copy["index.html"].decode()
    assert "Se &lt;bilden&gt;" in page
    assert "23 november 2026 kl. 10.00" in page
    assert "<dd>2026-" not in page
    assert 'href="filer/1.png"' in page
    assert data(copy, "om-dig")[0]["identity_number"] == cast.alma.written_number
    assert any("skrev till mottagningen" in each["what"] for each in data(copy, "vem-har-tittat"))


def test_nobody_else_fetches_it(cast: Cast) -> None:
    copy = made(cast)
    for other in (cast.carl, cast.bo, cast.maria, cast.stig):
        assert browser_of(cast.acting(other)).get(f"{PAGE}{copy.pk}/").status_code == 404
    assert copy.clinic_id == cast.heart.pk
    assert not DataCopy.within(cast.acting(cast.maria)).exists()


def test_a_guardian_gets_the_childs(cast: Cast) -> None:
    copy = made(cast, cast.bo_for_cleo())
    assert (copy.patient_id, copy.state) == (cast.cleo.pk, CopyState.READY)
    assert browser_of(cast.bo_for_cleo()).get(f"{PAGE}{copy.pk}/").status_code == 200
    assert browser_of(cast.acting(cast.alma)).get(f"{PAGE}{copy.pk}/").status_code == 404


def test_someone_whom_no_clinic_knows_gets_one_too(cast: Cast) -> None:
    copy = made(cast, cast.acting(cast.carl))
    assert (copy.state, copy.clinic.kind) == (CopyState.READY, "nation")


def test_who_may_no_longer_act_gets_none(cast: Cast) -> None:
    copy = asked(cast, cast.bo_for_cleo())
    Guardianship.objects.update(ends_on=AT.date() - timedelta(days=1))
    make(copy.pk, at=AT)
    copy.refresh_from_db()
    assert (copy.state, copy.content.name) == (CopyState.FAILED, "")


def test_one_is_made_at_a_time_and_a_few_a_week(cast: Cast, settings) -> None:
    settings.SAMPLAN_COPIES_A_WEEK = 2
    asked(cast)
    with pytest.raises(Refused, match="håller redan på"):
        asked(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        DataCopy.objects.create(
            patient=cast.alma,
            clinic=cast.heart,
            asked_at=AT,
            asked_by=cast.alma.user,
            asked_as="self",
        )
    make(DataCopy.objects.get().pk, at=AT)
    made(cast)
    with pytest.raises(Refused, match="flera kopior"):
        asked(cast)
    alma = browser_of(cast.acting(cast.alma))
    assert "flera kopior" in alma.send(PAGE, follow=True).content.decode()
    assert ask_for_copy(acting=cast.acting(cast.alma), at=AT + WEEK)


def test_after_a_week_it_is_gone_with_its_bytes(cast: Cast, time_machine) -> None:
    copy = made(cast)
    alma, address = cast.acting(cast.alma), f"{PAGE}{copy.pk}/"
    assert remove_overdue(at=AT + WEEK - timedelta(minutes=1)) == 0
    time_machine.move_to(AT + WEEK)
    assert browser_of(alma).get(address).status_code == 404
    assert remove_overdue(at=AT + WEEK) == 1
    assert remove_overdue(at=AT + WEEK) == 0
    name = copy.content.name
    job = ProcrastinateJob.objects.filter(task_name="attachments.delete_stored").get()
    assert job.args == {"names": [name]}
    default_storage.delete(name)
    copy.refresh_from_db()
    assert (copy.state, copy.content.name) == (CopyState.REMOVED, "")


def test_one_that_nobody_could_make_does_not_stand_in_the_way(cast: Cast) -> None:
    copy = asked(cast)
    assert remove_overdue(at=AT + timedelta(days=1)) == 1
    copy.refresh_from_db()
    assert copy.has_failed
    page = browser_of(cast.acting(cast.alma)).get(PAGE).content.decode()
    assert "kunde inte göras" in page
    assert asked(cast).is_waiting


def test_made_twice_is_made_once(cast: Cast, tmp_path) -> None:
    copy = made(cast)
    make(copy.pk, at=AT)
    path = tmp_path / "late.zip"
    path.write_bytes(b"late")
    assert keep(copy, path, at=AT) is False
    assert Event.objects.filter(kind="copy.made").count() == 1


def test_what_a_killed_worker_left_is_written_over(cast: Cast, tmp_path) -> None:
    copy = asked(cast)
    path = tmp_path / "copy.zip"
    for content in (b"half", b"whole"):
        path.write_bytes(content)
        with transaction.atomic():
            assert keep(copy, path, at=AT)
            transaction.set_rollback(content == b"half")
    copy.refresh_from_db()
    with copy.content.open("rb") as kept:
        assert kept.read() == b"whole"
    assert copy.content.name == f"copies/{copy.pk.hex}"


def test_a_copy_keeps_its_content_while_it_is_ready(cast: Cast) -> None:
    copy = ready_copy(cast.alma, b"zip")
    with pytest.raises(IntegrityError), transaction.atomic():
        DataCopy.objects.filter(pk=copy.pk).update(content="")
    with pytest.raises(IntegrityError), transaction.atomic():
        DataCopy.objects.filter(pk=copy.pk).update(state=CopyState.REMOVED)
    assert connection.vendor == "postgresql"
    for before, after in TRANSITIONS.items():
        copy.state = before
        for state in set(CopyState) - after:
            with pytest.raises(ValueError, match="cannot go"):
                copy.move_to(state)


def test_what_was_asked_by_a_form_stands_in_words_in_the_conversation(cast: Cast) -> None:
    """Programs read it once, among the answers."""
    started_case(cast)
    copy = contents(cast.acting(cast.alma))
    page = copy["index.html"].decode()
    conversation = page[page.index('id="samtal"') : page.index('id="svar"')]
    assert f"<dd>{DIZZY}</dd>" in conversation
    _case, message = data(copy, "samtal")
    assert DIZZY not in message.values()
    assert "" not in message

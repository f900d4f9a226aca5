"""Files that staff give to patients: small enough, readable aloud, and described."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest
import time_machine
import typst
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from samplan.access.policies import Refused
from samplan.attachments import taking_in
from samplan.attachments.models import Attachment
from samplan.audit.models import Event
from samplan.cases import actions
from samplan.cases.actions import Upload, Written
from samplan.cases.models import Case, Message
from samplan.cases.tests.world import started_case
from samplan.visits.tests.test_answer_files import image
from tests.cast import AT, ActingClient, Cast, browser_of

SOURCE = b'#set document(title: "R\xc3\xa5d")\n#set text(lang: "sv")\n= R\xc3\xa5d'
SAID = {"intent": "answer", "body": "Se bilden.", "_seen": "0"}
ASKED = "Skriv vad bilden visar"


@pytest.fixture(autouse=True)
def _at_the_casts_moment(settings: Any, tmp_path: Any) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> Case:
    return started_case(cast)


@pytest.fixture
def maria(cast: Cast) -> ActingClient:
    return browser_of(cast.acting(cast.maria))


def address(case: Case, more: str = "") -> str:
    return f"/vard/arenden/{case.pk}/{more}"


def document(*, tagged: bool) -> SimpleUploadedFile:
    content = typst.compile(SOURCE, pdf_standards=["ua-1"])
    if not tagged:
        out = BytesIO()
        with pikepdf.open(BytesIO(content)) as opened:
            del opened.Root["/StructTreeRoot"]
            opened.save(out)
        content = out.getvalue()
    return SimpleUploadedFile("råd.pdf", content)


def put_in(maria: ActingClient, case: Case, file: SimpleUploadedFile) -> Any:
    return maria.send(address(case, "svar/"), SAID | {"file": file, "_upload": "file"})


def test_a_picture_is_sent_with_words_that_the_patient_reads(
    cast: Cast, case: Case, maria: ActingClient
) -> None:
    assert put_in(maria, case, image()).status_code == 302
    file = Attachment.objects.get()
    unsaid = maria.send(address(case, "svar/"), SAID)
    assert unsaid.status_code == 422
    assert ASKED in unsaid.content.decode()
    assert not Message.objects.filter(is_from_patient=False).exists()
    words = {f"shows-{file.pk}": "Två tabletter på en hand"}
    assert maria.send(address(case, "svar/"), SAID | words).status_code == 302
    alma = browser_of(cast.acting(cast.alma))
    assert "Två tabletter på en hand" in alma.get(f"/inkorg/{case.pk}/").content.decode()


def test_the_words_are_kept_as_one_writes(case: Case, maria: ActingClient) -> None:
    put_in(maria, case, image())
    file = Attachment.objects.get()
    words = {f"shows-{file.pk}": "En hand", "_later": "1"}
    assert maria.send(address(case, "svar/"), SAID | words).status_code == 302
    assert 'value="En hand"' in maria.get(address(case)).content.decode()


def test_words_that_cannot_be_kept_are_said_and_stay(case: Case, maria: ActingClient) -> None:
    put_in(maria, case, image())
    words = {f"shows-{Attachment.objects.get().pk}": "ord" * 101, "_later": "1"}
    told = maria.send(address(case, "svar/"), SAID | words)
    assert told.status_code == 422
    assert "ord" * 101 in told.content.decode()


def test_what_reaches_the_action_without_words_is_refused(cast: Cast, case: Case) -> None:
    acting = cast.acting(cast.maria)
    written = Written(body="Se bilden.", intent="answer")
    draft = actions.save_draft(case, written, acting=acting, at=AT)
    upload = Upload(files=(image(),), most=5)
    assert actions.put_files(draft, upload, acting=acting, at=AT) == []
    with pytest.raises(Refused):
        actions.answer(draft, seen=case.revision, acting=acting, at=AT)


def test_a_document_without_tags_is_refused_with_what_to_do(
    case: Case, maria: ActingClient
) -> None:
    told = put_in(maria, case, document(tagged=False))
    assert told.status_code == 422
    assert "PDF-filen saknar taggar" in told.content.decode()
    assert put_in(maria, case, document(tagged=True)).status_code == 302
    with pikepdf.open(BytesIO(Attachment.objects.get().content.read())) as kept:
        assert kept.open_metadata()["dc:title"] == "råd"
    assert maria.send(address(case, "svar/"), SAID).status_code == 302


def test_a_patients_scan_needs_no_tags(cast: Cast, case: Case) -> None:
    alma = cast.acting(cast.alma)
    draft = actions.save_draft(case, Written(body="Här."), acting=alma, at=AT)
    upload = Upload(files=(document(tagged=False),), most=1)
    assert actions.put_files(draft, upload, acting=alma, at=AT) == []


def test_care_may_give_less_than_others(
    case: Case, maria: ActingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_in, "LARGEST_FROM_CARE", 1024 * 1024)
    big = SimpleUploadedFile("stor.png", image().read() + bytes(1024 * 1024))
    assert "större än 1 MB" in put_in(maria, case, big).content.decode()


def test_its_author_sees_it_before_it_is_sent_and_nobody_else(
    cast: Cast, case: Case, maria: ActingClient
) -> None:
    put_in(maria, case, image(width=800))
    page = maria.get(address(case)).content.decode()
    small = re.findall(r'src="(/vard/[^"]+/liten/)"', page)[0]
    whole = small.removesuffix("liten/")
    assert f'href="{whole}" target="_blank"' in page
    for each in (small, whole):
        shown = maria.get(each)
        assert shown.status_code == 200
        assert shown.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert shown.headers["X-Content-Type-Options"] == "nosniff"
        assert shown.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(maria.get(small).streaming_content).startswith(b"\xff\xd8\xff")
    assert Event.objects.filter(kind="file.read").count() == 3
    alma = browser_of(cast.acting(cast.alma))
    assert alma.get(whole.replace("/vard/arenden/", "/inkorg/")).status_code == 404
    assert browser_of(cast.acting(cast.petra)).get(small).status_code == 404


def test_what_is_taken_away_leaves_nothing_in_store(
    case: Case, maria: ActingClient, django_capture_on_commit_callbacks: Any
) -> None:
    put_in(maria, case, image())
    file = Attachment.objects.get()
    names = [file.content.name, file.thumbnail.name]
    assert all(default_storage.exists(name) for name in names)
    with django_capture_on_commit_callbacks(execute=True):
        maria.send(address(case, "svar/"), SAID | {"_remove": str(file.pk)})
    assert not any(default_storage.exists(name) for name in names)


def test_where_there_is_no_room_left_the_text_is_kept(
    cast: Cast, case: Case, settings: Any
) -> None:
    settings.SAMPLAN_FILES_PER_PATIENT_MB = 0
    case.most_files = 1
    case.save()
    alma = browser_of(cast.acting(cast.alma))
    told = alma.send(f"/inkorg/{case.pk}/svar/", {"body": "Här är bilden.", "file": image()})
    assert told.status_code == 422
    assert "högst 0 MB sammanlagt" in told.content.decode()
    assert "Här är bilden." in told.content.decode()


@pytest.mark.parametrize("intent", ["", "a\0b"])
def test_a_draft_need_not_say_what_it_is_for(case: Case, maria: ActingClient, intent: str) -> None:
    said = SAID | {"intent": intent, "_later": "1"}
    assert maria.send(address(case, "svar/"), said).status_code == 302
    assert "Se bilden." in maria.get(address(case)).content.decode()

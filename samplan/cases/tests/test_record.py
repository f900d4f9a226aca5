"""A conversation taken out for the record: whole, readable aloud, and without internal notes."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pytest
import time_machine

from samplan.attachments.models import Attachment
from samplan.audit.models import Event
from samplan.cases import actions
from samplan.cases.actions import Upload, Written
from samplan.cases.models import Case
from samplan.cases.record import paper, record_of, record_pdf, record_text
from samplan.cases.tests.test_staff_files import document
from samplan.cases.tests.world import DIZZY, say_as_care, say_as_patient, started_case
from samplan.common import papers
from samplan.visits.tests.test_answer_files import image
from tests.cast import AT, Cast, browser_of

MINUTE = timedelta(minutes=1)
NOTE = "Hemlig anteckning mellan kolleger"
SHOWS = "En blodtrycksmätare som visar 120"


@pytest.fixture(autouse=True)
def _at_the_casts_moment(settings: Any, tmp_path: Any) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> Case:
    """She asks, he answers with two files, she ends it; colleagues have noted something."""
    made = started_case(cast)
    maria, alma = cast.acting(cast.maria), cast.acting(cast.alma)
    say_as_care(cast, made, "Kan du mäta?", "question", at=AT + MINUTE, most_files=2)
    made.refresh_from_db()
    actions.write_note(made, NOTE, acting=maria, at=AT)
    draft = actions.save_draft(made, Written(body="Rad ett.\nRad två."), acting=alma, at=AT)
    upload = Upload(files=(image("matare.png"), document(tagged=True)), most=2)
    assert actions.put_files(draft, upload, acting=alma, at=AT) == []
    actions.describe_files(draft, {str(Attachment.objects.earliest("id").pk): SHOWS})
    actions.reply(draft, acting=alma, at=AT + 2 * MINUTE)
    made.refresh_from_db()
    actions.read(made, acting=maria, at=AT)
    say_as_care(cast, made, "Bra.", "close", at=AT + 3 * MINUTE, agreed="Halva dosen till fredag.")
    made.refresh_from_db()
    return made


def pdf_of(cast: Cast, case: Case) -> bytes:
    return record_pdf(record_of(case, cast.acting(cast.maria)))


def address(case: Case, more: str) -> str:
    return f"/vard/arenden/{case.pk}/{more}"


def drawn_with(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the papers drawn from now on are drawn from."""
    given: list[str] = []
    compiled = papers.typst.compile

    def compile_and_tell(*args: Any, **options: Any) -> Any:
        given.append(options["sys_inputs"]["content"])
        return compiled(*args, **options)

    monkeypatch.setattr(papers.typst, "compile", compile_and_tell)
    return given


def test_the_text_has_all_that_was_said_in_order(cast: Cast, case: Case) -> None:
    text = record_text(record_of(case, cast.acting(cast.maria)))
    order = [
        "Namn: Alma Ek",
        "Personnummer: 19550412",
        "Mottagning: Hjärtmottagningen",
        "Ärendetyp: Ställ en fråga",
        DIZZY,
        "2026-11-23 10.01, Maria Nyström, Hjärtsjuksköterska (fråga)\nKan du mäta?",
        "2026-11-23 10.02, Alma Ek (patienten)\nRad ett.\nRad två.",
        f"Bifogad fil: matare.png ({SHOWS})\nBifogad fil: råd.pdf",
        "Halva dosen till fredag.",
    ]
    places = [text.find(words) for words in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)
    assert text.count("Läst av Maria Nyström, Hjärtsjuksköterska 2026-11-23 10.00") == 2


def test_notes_among_staff_are_in_neither(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = drawn_with(monkeypatch)
    maria = browser_of(cast.acting(cast.maria))
    text = maria.get(address(case, "journaltext/")).content.decode()
    assert maria.get(address(case, "journal.pdf")).status_code == 200
    assert "Kan du mäta?" in text
    assert "Kan du mäta?" in given[0]
    assert NOTE not in text + given[0]


def test_the_pdf_is_tagged_with_pictures_described_and_documents_enclosed(
    cast: Cast, case: Case
) -> None:
    made = pdf_of(cast, case)
    assert b"pdfuaid" in made
    with pikepdf.open(BytesIO(made)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("sv")
        said = [str(each.get("/Alt", "")) for each in pdf.objects if _is_figure(each)]
        assert SHOWS in said
        assert list(pdf.attachments) == ["2.pdf"]
        enclosed = pdf.attachments["2.pdf"].get_file().read_bytes()
    assert enclosed == Attachment.objects.get(name="råd.pdf").content.read()


def _is_figure(found: Any) -> bool:
    return isinstance(found, pikepdf.Dictionary) and str(found.get("/S", "")) == "/Figure"


def test_the_same_conversation_gives_the_same_pdf(cast: Cast, case: Case) -> None:
    assert pdf_of(cast, case) == pdf_of(cast, case)


def test_a_picture_that_cannot_be_drawn_is_enclosed(cast: Cast, case: Case) -> None:
    file = Attachment.objects.get(name="matare.png")
    with file.content.storage.open(file.content.name, "wb") as kept:
        kept.write(b"no picture")
    with pikepdf.open(BytesIO(pdf_of(cast, case))) as pdf:
        assert set(pdf.attachments) == {"1.png", "2.pdf"}


def test_files_that_there_is_no_room_for_are_named(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "MOST_BYTES", 1)
    given = drawn_with(monkeypatch)
    with pikepdf.open(BytesIO(pdf_of(cast, case))) as pdf:
        assert not pdf.attachments
    assert '"left": ["matare.png", "råd.pdf"]' in given[0]


@pytest.mark.parametrize("words", ["\U000e0041", '#let x = read("/etc/passwd") *_`$', "a\u202eb"])
def test_whatever_someone_writes_is_words(cast: Cast, words: str) -> None:
    case = started_case(cast)
    say_as_care(cast, case, "Hur?", "question")
    say_as_patient(cast, case, words)
    case.refresh_from_db()
    assert pdf_of(cast, case).startswith(b"%PDF-")


def test_what_was_taken_back_is_not_told(cast: Cast, case: Case) -> None:
    message = case.messages.get(body="Kan du mäta?")
    message.withdrawn_at, message.withdrawn_by = AT, "Maria Nyström"
    message.save()
    text = record_text(record_of(case, cast.acting(cast.maria)))
    assert "Kan du mäta?" not in text
    assert "Återtaget." in text


def test_taking_it_out_is_logged_and_names_nobody(cast: Cast, case: Case) -> None:
    maria = browser_of(cast.acting(cast.maria))
    for each in ("journaltext/", "journal.pdf"):
        reply = maria.get(address(case, each))
        assert reply.status_code == 200
    assert "Ek" not in reply.headers["Content-Disposition"]
    taken = Event.objects.filter(kind="case.recorded", patient=cast.alma.pk)
    assert taken.count() == 2
    petra = browser_of(cast.acting(cast.petra))
    assert petra.get(address(case, "journal.pdf")).status_code == 404
    assert taken.count() == 2

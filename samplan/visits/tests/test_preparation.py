"""Before the visit: the board, the answers in one scroll, reading, wishes, and the record."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pikepdf
import pytest
import time_machine
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samplan.access.policies import Refused
from samplan.audit.models import Event
from samplan.common.dates import local
from samplan.forms.models import ResponseVersion
from samplan.forms.tests.questionnaires import group, item
from samplan.patients.models import Patient
from samplan.plans.models import Activity, ActivityKind, Responsible
from samplan.visits.actions import decide_wish, mark_read, mark_recorded
from samplan.visits.models import Visit, Wish, WishOutcome
from samplan.visits.readiness import readiness_of
from samplan.visits.record import record_pdf, record_text
from samplan.visits.tests.asked import asked, browser, now, path, window
from samplan.visits.tests.world import sent_visit
from tests.architecture.ladder import things_of
from tests.cast import AT, Cast, browser_of

PAGES = (group("one", item("a", "text"), item("b", "text")),)


@pytest.fixture(autouse=True)
def in_the_story() -> Iterator[None]:
    """The day of the cast."""
    with time_machine.travel(AT, tick=False):
        yield


def answered(cast: Cast, a: str = "yr", b: str = "trött") -> Visit:
    """The visit with answers sent, once more each time."""
    visit = Visit.objects.first() or asked(cast, *PAGES)
    window(cast, visit, "one").send(a=a, b=b)
    visit.refresh_from_db()
    browser(cast).send(path(visit, "review"), {"_over": str(visit.answers_number)})
    visit.refresh_from_db()
    return visit


def shown(cast: Cast, visit: Visit) -> str:
    """The preparation page as Maria sees it."""
    page = browser_of(cast.acting(cast.maria)).get(reverse("visits:preparation", args=[visit.pk]))
    return page.content.decode()


def test_an_unanswered_visit_is_not_ready_and_an_answered_one_is(cast: Cast) -> None:
    assert not readiness_of(sent_visit(cast)).is_ready
    Visit.objects.all().update(answers_number=1, answers_count=3)
    assert readiness_of(Visit.objects.get()).is_ready


def test_the_board_lists_the_days_visits_with_masked_numbers_and_logs_each(cast: Cast) -> None:
    visit = sent_visit(cast)
    day = local(visit.starts_at).date().isoformat()
    board = browser_of(cast.acting(cast.maria)).get(reverse("visits:board"), {"dag": day})

    text = board.content.decode()
    assert cast.alma.full_name in text
    assert cast.alma.masked_number in text
    assert cast.alma.written_number not in text
    assert Event.objects.filter(kind="visits.listed", patient=str(cast.alma.pk)).count() == 1


def test_the_board_asks_as_much_for_thirty_visits_as_for_one(
    cast: Cast, django_assert_max_num_queries: CaptureQueriesContext
) -> None:
    for hour in range(3):
        sent_visit(cast, starts_at=AT.replace(day=27, hour=9 + hour))
    maria = browser_of(cast.acting(cast.maria))
    maria.get("/vard/besok/?dag=2026-11-27")
    with django_assert_max_num_queries(6):  # type: ignore[operator]  # untyped
        maria.get("/vard/besok/?dag=2026-11-27")


def test_what_is_new_since_care_read_is_marked(cast: Cast) -> None:
    visit = answered(cast)
    mark_read(visit, number=1, acting=cast.acting(cast.maria), at=now())
    assert "pill-wait" not in shown(cast, visit).split("answers")[1]

    visit = answered(cast, b="piggare")
    page = shown(cast, visit)
    assert page.count("icons.svg#bell") >= 1
    assert "piggare" in page


def test_what_was_asked_and_left_empty_is_named(cast: Cast) -> None:
    visit = answered(cast, b="")
    empty = shown(cast, visit).partition("1 fråga lämnades tom")[2].partition("</details>")[0]
    assert "Text b" in empty
    assert "Text a" not in empty
    assert "lämnades tom" not in shown(cast, answered(cast))


def test_reading_tells_the_patient_who_and_in_what_role(cast: Cast) -> None:
    visit = answered(cast)
    mark_read(visit, number=1, acting=cast.acting(cast.maria), at=now())

    text = browser(cast).get(reverse("visits:visit", args=[visit.pk])).content.decode()
    assert "Maria Nyström, hjärtsjuksköterska" in text


def test_answers_that_came_meanwhile_are_not_marked_as_read(cast: Cast) -> None:
    answered(cast)
    visit = answered(cast, a="inte yr")

    with pytest.raises(Refused):
        mark_read(visit, number=1, acting=cast.acting(cast.maria), at=now())

    visit.refresh_from_db()
    assert visit.has_new_answers


def test_a_colleague_elsewhere_reads_nothing(cast: Cast) -> None:
    visit = answered(cast)
    petra = browser_of(cast.acting(cast.petra))

    assert petra.get(reverse("visits:preparation", args=[visit.pk])).status_code == 404
    with pytest.raises(Refused):
        mark_read(visit, number=1, acting=cast.acting(cast.petra), at=now())


def test_the_record_gets_name_number_time_author_and_every_answer(cast: Cast) -> None:
    visit = answered(cast)
    version = ResponseVersion.objects.select_related("response__version").get()

    text = record_text(visit, version)
    for words in (cast.alma.full_name, cast.alma.written_number, "yr", "trött", "patienten"):
        assert words in text
    assert record_pdf(visit, version).startswith(b"%PDF-")


def test_the_same_answers_give_the_same_pdf_whenever_it_is_taken_out(cast: Cast) -> None:
    visit = answered(cast)
    version = ResponseVersion.objects.select_related("response__version").get()
    version.authored_at = datetime(2026, 11, 20, 7, 15, 0, 123456, tzinfo=UTC)

    pdf = record_pdf(visit, version)

    assert b"CreationDate(D:20261120071500Z)" in pdf
    assert record_pdf(visit, version) == pdf


@pytest.mark.parametrize("words", ["头晕", "어지러움"])
def test_the_pdf_takes_other_scripts_whatever_fonts_the_machine_has(cast: Cast, words: str) -> None:
    visit = answered(cast, a=words)
    maria = browser_of(cast.acting(cast.maria))

    reply = maria.get(reverse("visits:record-file", args=[visit.pk]))

    assert reply.content.startswith(b"%PDF-")


@pytest.mark.parametrize("words", ["yr 🏳️\u200d🌈", "\U000f0000", "a\x9b"])
def test_signs_that_cannot_be_shown_are_told_of_in_the_pdf(cast: Cast, words: str) -> None:
    visit = answered(cast, a=words)
    maria = browser_of(cast.acting(cast.maria))

    reply = maria.get(reverse("visits:record-file", args=[visit.pk]))

    assert reply.content.startswith(b"%PDF-")
    plain = answered(cast, a="yr")
    without = record_pdf(plain, ResponseVersion.objects.get(number=2))
    assert b"pdfuaid" in without
    assert b"pdfuaid" not in reply.content


def test_an_answer_longer_than_a_page_goes_on_over_the_next_ones(cast: Cast) -> None:
    """As an unbreakable block it was cut off, and the record got a part of it."""
    visit = answered(cast, a="ord " * 2_000)
    pdf = record_pdf(visit, ResponseVersion.objects.select_related("response__version").get())

    with pikepdf.open(BytesIO(pdf)) as opened:
        sizes = [len(page.Contents.read_bytes()) for page in opened.pages]
    assert len(sizes) == 2
    assert min(sizes) > 2_000  # words on each, and not below the paper's edge


def test_the_pdf_is_handed_out_under_a_name_that_says_nobody(cast: Cast) -> None:
    visit = answered(cast)
    maria = browser_of(cast.acting(cast.maria))

    reply = maria.get(reverse("visits:record-file", args=[visit.pk]))

    assert reply.headers["Content-Type"] == "application/pdf"
    name = reply.headers["Content-Disposition"]
    assert cast.alma.family_name not in name
    assert cast.alma.identity_number not in name


def test_answers_are_marked_as_recorded_once(cast: Cast) -> None:
    answered(cast)
    version = ResponseVersion.objects.get()

    assert mark_recorded(version, acting=cast.acting(cast.maria), at=now())
    assert not mark_recorded(version, acting=cast.acting(cast.maria), at=now())


@pytest.mark.parametrize("note", ["", "Vi hinner\x07 inte", "Vi hinner inte. " * 40])
def test_a_decision_that_cannot_be_saved_gives_the_words_back(cast: Cast, note: str) -> None:
    wish: Wish = things_of(cast, cast.acting(cast.alma), hour=0).wish
    maria = browser_of(cast.acting(cast.maria))
    address = reverse("visits:decide-wish", args=[wish.visit_id, wish.pk])

    page = maria.send(address, {"outcome": "declined", "note": note})

    assert page.status_code == 422
    (shown,) = page.context["wishes"]
    assert (shown["note"], bool(shown["trouble"])) == (note, True)
    assert f'id="note-{wish.pk}-error"' in page.content.decode()
    assert Event.objects.filter(kind="visit.read", patient=str(wish.patient_id)).exists()
    wish.refresh_from_db()
    assert wish.outcome == WishOutcome.OPEN


def test_a_declined_wish_says_why_and_a_decision_can_change(cast: Cast) -> None:
    wish: Wish = things_of(cast, cast.acting(cast.alma), hour=0).wish
    maria = cast.acting(cast.maria)

    with pytest.raises(Refused):
        decide_wish(wish, outcome=WishOutcome.DECLINED, note=" ", acting=maria, at=now())
    decide_wish(wish, outcome=WishOutcome.BOOKED, note="", acting=maria, at=now())
    decide_wish(wish, outcome=WishOutcome.DECLINED, note="Först i vår", acting=maria, at=now())

    text = browser(cast).get(reverse("visits:visit", args=[wish.visit_id])).content.decode()
    assert "Först i vår" in text


def test_what_was_said_and_what_else_is_planned_stand_beside_the_answers(cast: Cast) -> None:
    visit = answered(cast)
    for clinic, title in ((cast.heart, "Ta blodprov"), (cast.urology, "Fyll i vätskelistan")):
        Activity.objects.create(
            patient=cast.alma,
            clinic=clinic,
            kind=ActivityKind.HANDOVER,
            title=title,
            responsible=Responsible.PATIENT,
            subject_kind="visit",
            subject_id=title,
            due_on=AT.date(),
            registered_at=AT,
        )
    page = shown(cast, visit)
    assert "Skickade svar på frågorna." in page
    assert "Ta blodprov" in page
    assert "Fyll i vätskelistan" not in page


def test_a_patient_with_two_visits_has_each_beside_the_other(cast: Cast) -> None:
    first = sent_visit(cast)
    second = sent_visit(cast, starts_at=first.starts_at + timedelta(days=7))
    for visit in (first, second):
        page = browser_of(cast.acting(cast.maria)).get(
            reverse("visits:preparation", args=[visit.pk])
        )
        assert page.status_code == 200


def test_what_was_answered_before_an_earlier_visit_stands_beside(cast: Cast) -> None:
    form = group("one", item("a", "text", text="Hur mår du?"), item("n", "integer", text="Vikt"))
    for day, words, weight in ((0, "trött", "81"), (7, "pigg", "79")):
        with time_machine.travel(AT + timedelta(days=day), tick=False):
            visit = asked(cast, form)
            window(cast, visit, "one").send(a=words, n=weight)
            browser(cast).send(path(visit, "review"), {"_over": "0"})
    visit.refresh_from_db()
    with time_machine.travel(AT + timedelta(days=7), tick=False):
        page = shown(cast, visit)
    assert "Förra gången, 23 nov: trött" in page
    assert "Över tid" in page
    assert "Vikt" in page


def test_a_protected_name_is_not_in_the_printed_list(cast: Cast) -> None:
    Patient.objects.filter(pk=cast.alma.pk).update(has_protected_identity=True)
    visit = sent_visit(cast)
    day = local(visit.starts_at).date().isoformat()
    page = browser_of(cast.acting(cast.maria)).get(reverse("visits:board"), {"dag": day})
    before, _name, _rest = page.content.decode().partition("Alma Ek")
    assert before.rfind('class="not-printed"') > before.rfind("<td")


@pytest.mark.parametrize(
    ("wished", "said"),
    [
        ("abc", "Den dagen går inte att visa."),
        ("2026-13-01", "Den dagen går inte att visa."),
        ("0001-01-01", "Den dagen går inte att visa."),
        ("", "Ingen dag var vald."),
    ],
)
def test_what_is_no_day_gives_todays_board_and_says_so(cast: Cast, wished: str, said: str) -> None:
    visit = sent_visit(cast, starts_at=AT + timedelta(hours=2))
    maria = browser_of(cast.acting(cast.maria))
    page = maria.get(reverse("visits:board"), {"dag": wished})
    plain = maria.get(reverse("visits:board"))

    assert (page.status_code, page.context["day"]) == (200, local(AT).date())
    assert visit.patient.full_name in page.content.decode()
    assert said in page.content.decode()
    assert said not in plain.content.decode()


def test_the_board_says_what_ready_means_where_it_is_said(cast: Cast) -> None:
    visit = sent_visit(cast)
    day = local(visit.starts_at).date().isoformat()
    maria = browser_of(cast.acting(cast.maria))
    explained = "Redo betyder att patienten känner till besöket och har svarat"

    board = reverse("visits:board")
    assert explained in maria.get(board, {"dag": day}).content.decode()
    assert explained not in maria.get(board, {"dag": "2030-01-01"}).content.decode()

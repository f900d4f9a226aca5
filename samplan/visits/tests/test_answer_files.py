"""Files with answers: refused in plain words, kept clean, and handed out to few."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samplan.attachments import receiving, taking_in
from samplan.attachments.cleaning.tests.hostile import encoded, picture
from samplan.attachments.models import Attachment
from samplan.audit.models import Event
from samplan.forms.tests.questionnaires import group, item
from samplan.visits.models import Visit
from samplan.visits.tests.asked import asked, browser, path, window
from tests.cast import Cast

PAGE = group("one", item("a"), item("f", "attachment", repeats=True))


def image(name: str = "bild.png", width: int = 8) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, encoded(picture(size=(width, 8)), "PNG"))


def uploaded(cast: Cast) -> tuple[Visit, Attachment]:
    visit = asked(cast, PAGE)
    window(cast, visit, "one").send({"_upload": "a:f"}, f=image())
    return visit, Attachment.objects.get()


def test_sending_a_file_comes_back_to_the_page_with_everything_else_kept(cast: Cast) -> None:
    visit = asked(cast, PAGE)
    one = window(cast, visit, "one")
    assert one.send({"_upload": "a:f"}, a="text", f=image()).url == one.url + "#id_a:f"
    page = one.client.get(one.url).content.decode()
    assert "bild.png" in page
    assert "Cleaned, no virus scanner here" in page
    assert 'value="text"' in page


def test_a_chosen_file_is_not_lost_when_one_presses_next(cast: Cast) -> None:
    visit = asked(cast, PAGE)
    assert window(cast, visit, "one").send(f=image()).url == path(visit, "review")
    assert Attachment.objects.count() == 1


def test_a_file_that_is_needed_and_comes_with_next_lets_one_go_on(cast: Cast) -> None:
    visit = asked(cast, group("one", item("f", "attachment", required=True)))
    window(cast, visit, "one").send(f=image())
    assert browser(cast).get(path(visit, "questions")).url == path(visit, "review")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"hej", "another kind"),
        (b"", "empty"),
        (b"%PDF-1.7 trasig", "damaged"),
        (b"PK\x03\x04", "Word"),
    ],
)
def test_a_file_that_is_refused_says_why_and_takes_nothing_with_it(
    cast: Cast, content: bytes, said: str
) -> None:
    visit = asked(cast, PAGE)
    bad = SimpleUploadedFile("fel.pdf", content)
    met = window(cast, visit, "one").send({"_upload": "a:f"}, a="text", f=[image(), bad])
    page = met.content.decode()
    assert met.status_code == 200
    assert "fel.pdf: " in page
    assert said in page
    assert 'href="#id_a:f"' in page
    assert 'value="text"' in page
    assert Attachment.objects.get().name == "bild.png"


def test_a_file_that_is_too_large_is_refused_in_plain_words(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (taking_in, receiving):
        monkeypatch.setattr(module, "LARGEST_FILE", 100_000)
    visit = asked(cast, PAGE)
    big = SimpleUploadedFile("stor.pdf", b"%PDF-" + b"x" * 5_000_000)
    page = window(cast, visit, "one").send(a="text", f=big).content.decode()
    assert "larger than" in page
    assert 'value="text"' in page


def test_six_files_are_one_too_many(cast: Cast) -> None:
    visit = asked(cast, PAGE)
    files = [image(f"{n}.png", 8 + n) for n in range(6)]
    page = window(cast, visit, "one").send(f=files).content.decode()
    assert "room for 5 files" in page
    assert Attachment.objects.count() == 5


def test_pressing_send_file_without_a_file_says_so(cast: Cast) -> None:
    visit = asked(cast, PAGE)
    page = window(cast, visit, "one").send({"_upload": "a:f"}).content.decode()
    assert "Choose a file first." in page
    assert window(cast, visit, "one").send({"_upload": "a:nowhere"}).status_code == 302


def test_a_file_can_be_removed(cast: Cast) -> None:
    visit, kept = uploaded(cast)
    one = window(cast, visit, "one")
    assert one.send({"_remove": str(kept.pk)}).url == one.url
    assert "bild.png" not in one.client.get(one.url).content.decode()


def test_a_file_is_handed_out_to_save_and_not_to_show(cast: Cast) -> None:
    visit, kept = uploaded(cast)
    got = browser(cast).get(path(visit, "file", kept.pk))
    assert b"".join(got.streaming_content).startswith(b"\x89PNG")
    assert got["X-Content-Type-Options"] == "nosniff"
    assert got["Content-Disposition"] == 'attachment; filename="bild.png"'
    assert got["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert got["Cache-Control"] == "no-store"
    assert got["Content-Type"] == "image/png"
    assert Event.objects.filter(kind="file.read").count() == 1


def test_the_clinic_gets_a_file_when_it_is_sent_and_others_never(cast: Cast) -> None:
    visit, kept = uploaded(cast)
    theirs = path(visit, "staff-file", kept.pk)
    maria = browser(cast, cast.maria)
    assert maria.get(theirs).status_code == 404
    browser(cast).send(path(visit, "review"), {"_over": "0"})
    assert maria.get(theirs).status_code == 200
    visit.refresh_from_db()
    assert visit.files_count == 1
    for name in ("petra", "stig"):
        assert browser(cast, getattr(cast, name)).get(theirs).status_code == 404
    for name in ("carl", "bo"):
        their = browser(cast, getattr(cast, name))
        assert their.get(path(visit, "file", kept.pk)).status_code == 404


def test_a_file_of_another_visit_is_not_found_under_this_one(cast: Cast) -> None:
    _visit, kept = uploaded(cast)
    other = asked(cast, PAGE)
    assert browser(cast).get(path(other, "file", kept.pk)).status_code == 404


def test_a_file_that_was_sent_twice_by_impatience_is_one(cast: Cast) -> None:
    visit = asked(cast, PAGE)
    one = window(cast, visit, "one")
    for _ in range(2):
        one.send({"_upload": "a:f"}, f=image())
    assert Attachment.objects.count() == 1


def test_files_met_by_a_conflict_are_asked_for_again(cast: Cast) -> None:
    visit = asked(cast, PAGE)
    here, there = window(cast, visit, "one"), window(cast, visit, "one")
    there.send(a="där")
    assert "Choose the file again." in here.send(a="här", f=image()).content.decode()
    assert not Attachment.objects.exists()


def test_a_page_with_files_costs_few_statements(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    visit, _kept = uploaded(cast)
    one = window(cast, visit, "one")
    with django_assert_max_num_queries(6):
        assert one.client.get(one.url).status_code == 200


def test_every_file_that_is_refused_is_named(cast: Cast) -> None:
    visit = asked(cast, PAGE)
    bad = [SimpleUploadedFile(f"{name}.pdf", b"hej") for name in ("ett", "tre")]
    page = window(cast, visit, "one").send(f=[bad[0], image(), bad[1]]).content.decode()
    summary, field = page.split("ds-error-summary")[1].split("ds-validation-message")[:2]
    for where in (summary.split("</ul>")[0], field.split("</p>")[0]):
        assert "ett.pdf: " in where
        assert "tre.pdf: " in where

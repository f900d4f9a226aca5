"""Files as answers: only the server says which, and there is room for five."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samplan.attachments import actions as attachments
from samplan.attachments import room
from samplan.attachments.cleaning.tests.hostile import encoded, picture
from samplan.attachments.models import Attachment
from samplan.audit.models import Event
from samplan.forms.actions import attach, detach, send_response
from samplan.forms.drafts import Draft
from samplan.forms.models import Response
from samplan.forms.tests.factories import begun, draft_of, save
from samplan.forms.tests.questionnaires import item
from tests.cast import AT, Cast

ASKS = (item("files", "attachment", repeats=True), item("one", "attachment"), item("a"))


def put(response: Response, acting: Any, folder: Path, *, name: str, to: str = "files") -> Draft:
    content = encoded(picture(size=(8, 8 + sum(map(ord, name)))), "PNG")
    cleaned = attachments.clean_upload(SimpleUploadedFile(name, content), folder)
    return attach(response, to, cleaned, acting=acting, at=AT)


def test_a_file_becomes_an_answer_that_a_saved_page_leaves_alone(
    cast: Cast, tmp_path: Path
) -> None:
    alma, response = cast.acting(cast.alma), begun(cast, *ASKS)
    put(response, alma, tmp_path, name="a.png")
    save(response, alma, "files", a="text")
    (reference,) = draft_of(response, alma).files()["files"]
    kept = Attachment.objects.get()
    assert (reference.id, reference.title) == (str(kept.pk), "a.png")
    assert (kept.owner_kind, kept.owner_id, kept.field) == ("response", str(response.pk), "files")
    assert Event.objects.filter(kind="response.begun").count() == 1


def test_the_same_file_twice_is_one(cast: Cast, tmp_path: Path) -> None:
    alma, response = cast.acting(cast.alma), begun(cast, *ASKS)
    put(response, alma, tmp_path, name="a.png")
    put(response, alma, tmp_path, name="a.png")
    assert Attachment.objects.count() == 1


def test_there_is_room_for_five_in_the_whole_form_and_one_where_one_is_asked_for(
    cast: Cast, tmp_path: Path
) -> None:
    alma, response = cast.acting(cast.alma), begun(cast, *ASKS)
    put(response, alma, tmp_path, name="a.png", to="one")
    with pytest.raises(room.NoRoom, match="one file"):
        put(response, alma, tmp_path, name="b.png", to="one")
    for name in "bcde":
        put(response, alma, tmp_path, name=f"{name}.png")
    with pytest.raises(room.NoRoom, match="5 files"):
        put(response, alma, tmp_path, name="f.png")


def test_files_only_answer_questions_for_files(cast: Cast, tmp_path: Path) -> None:
    alma, response = cast.acting(cast.alma), begun(cast, *ASKS)
    for wrong in ("a", "unknown"):
        with pytest.raises(KeyError):
            put(response, alma, tmp_path, name="a.png", to=wrong)


def test_a_removed_file_is_gone_and_one_that_was_sent_stays_with_what_was_sent(
    cast: Cast, tmp_path: Path
) -> None:
    alma, response = cast.acting(cast.alma), begun(cast, *ASKS)
    for name in ("a.png", "b.png"):
        put(response, alma, tmp_path, name=name)
    never, sent = draft_of(response, alma).files()["files"]
    detach(response, never.id, acting=alma, at=AT)
    send_response(response, over=0, acting=alma, at=AT)
    detach(response, sent.id, acting=alma, at=AT)
    assert draft_of(response, alma).files() == {}
    assert list(Attachment.objects.kept().values_list("name", flat=True)) == ["b.png"]
    assert Attachment.objects.get(pk=sent.id).sent_at == AT


def test_anothers_file_cannot_be_removed_by_its_id(cast: Cast, tmp_path: Path) -> None:
    alma, response = cast.acting(cast.alma), begun(cast, *ASKS)
    put(response, alma, tmp_path, name="a.png")
    theirs = draft_of(response, alma).files()["files"][0]
    detach(response, theirs.id, acting=cast.acting(cast.maria), at=AT)
    assert Attachment.objects.kept().count() == 1

"""A file under a question that no longer applies is not sent, and stays the sender's own."""

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from samplan.attachments import actions as attachments
from samplan.attachments.cleaning.tests.hostile import encoded, picture
from samplan.attachments.models import Attachment
from samplan.forms.actions import attach, detach, send_response
from samplan.forms.tests.factories import begun, draft_of, save
from samplan.forms.tests.questionnaires import group, item, when
from tests.cast import AT, Cast


def test_a_file_under_a_hidden_question_is_not_sent(cast: Cast, tmp_path: Path) -> None:
    shown_when = [when("has", answerBoolean=True)]
    asks = group("one", item("has", "boolean"), item("f", "attachment", enableWhen=shown_when))
    alma, maria = cast.acting(cast.alma), cast.acting(cast.maria)
    response = begun(cast, asks)
    save(response, alma, "one", has="true")
    upload = SimpleUploadedFile("a.png", encoded(picture(size=(8, 9)), "PNG"))
    attach(response, "f", attachments.clean_upload(upload, tmp_path), acting=alma, at=AT)
    save(response, alma, "one", has="false")
    send_response(response, over=0, acting=alma, at=AT)
    assert not Attachment.within(maria).open_to(maria).exists()
    (file,) = draft_of(response, alma).files()["f"]
    detach(response, file.id, acting=alma, at=AT)
    assert not Attachment.objects.kept().exists()

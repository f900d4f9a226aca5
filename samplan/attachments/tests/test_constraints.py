"""What must be true of files is true in the database."""

from samplan.attachments.models import LARGEST_FILE, Attachment, FilesHeld, Upload
from tests.cast import AT, Cast
from tests.constraints import Try, assert_each_refuses


def test_each_constraint_refuses_what_is_not_so(cast: Cast) -> None:
    assert_each_refuses("attachments", tries(cast))


def tries(cast: Cast) -> dict[str, Try]:
    """By constraint a row, and what is to be other in a copy of it."""
    whose = {"patient": cast.alma, "clinic": cast.heart, "owner_kind": "x", "owner_id": "1"}
    file = Attachment.objects.create(
        **whose,
        name="sår.png",
        kind="image/png",
        size=1,
        content="attachments/1",
        scan="clean",
        uploaded_at=AT,
        uploaded_by="Alma Ek",
        uploaded_by_kind="self",
    )
    upload = Upload.objects.create(
        **whose,
        sender_kind="self",
        sender_id="1",
        name="sår.png",
        size=9,
        received=9,
        begun_at=AT,
        touched_at=AT,
    )
    return {
        "attachment_has_a_fair_size": (file, {"size": LARGEST_FILE + 1}),
        "attachment_removed_at_and_by_go_together": (file, {"removed_at": AT}),
        "attachment_has_content_only_when_it_is_ready": (file, {"state": "checking"}),
        "files_of_a_patient_are_counted_once": (FilesHeld.objects.create(patient=cast.alma), {}),
        "upload_receives_no_more_than_it_said": (upload, {"received": 10}),
    }

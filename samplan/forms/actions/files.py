"""Files as answers: the draft refers to them, the server alone says by which ids."""

from datetime import datetime

from django.db import transaction

from samplan.access.acting import Acting
from samplan.attachments import actions as attachments
from samplan.attachments.models import Attachment
from samplan.forms import engine
from samplan.forms.actions.saving import keep, locked
from samplan.forms.drafts import Draft, read_draft
from samplan.forms.models import Response


@transaction.atomic
def attach(
    response: Response,
    link_id: str,
    cleaned: attachments.CleanUpload,
    *,
    acting: Acting,
    at: datetime,
) -> Draft:
    """Add a cleaned file to the answer to a question.

    The same file twice under one question is one file. Raises NoRoom; KeyError where the
    form has no such question for files.
    """
    held = locked(response)
    draft = read_draft(held, acting)
    item = draft.form.items[link_id]
    if item.kind is not engine.Kind.ATTACHMENT:
        raise KeyError(link_id)
    files = draft.files()
    own = files.get(link_id, ())
    if _is_among(own, cleaned):
        return draft
    if not item.repeats:
        attachments.check_room(len(own), most=1)
    attachments.check_room(sum(len(each) for each in files.values()))
    added = attachments.add_file(cleaned, about=held, field=link_id, acting=acting, at=at)
    reference = engine.AttachmentRef(str(added.pk), added.name)
    return keep(held, draft.with_files(link_id, (*own, reference)), acting=acting, at=at)


def _is_among(files: tuple[engine.AttachmentRef, ...], cleaned: attachments.CleanUpload) -> bool:
    ids = [file.id for file in files]
    same = Attachment.objects.filter(pk__in=ids, sha256=cleaned.file.sha256)
    return bool(ids) and same.filter(name=cleaned.file.name).exists()


@transaction.atomic
def detach(response: Response, file_id: str, *, acting: Acting, at: datetime) -> Draft:
    """Take a file out of the draft. One that was sent stays in the version that was sent."""
    held = locked(response)
    draft = read_draft(held, acting)
    for link_id, files in draft.files().items():
        left = tuple(file for file in files if file.id != file_id)
        if left != files:
            draft = keep(held, draft.with_files(link_id, left), acting=acting, at=at)
            attachments.remove_file(Attachment.objects.get(pk=file_id), acting=acting, at=at)
    return draft

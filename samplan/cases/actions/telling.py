"""A file that was sent is refused: the one who sent it is told where the case stands."""

from datetime import datetime

from django.db import transaction

from samplan.access.acting import SystemActing
from samplan.attachments.models import Attachment
from samplan.cases.actions.saying import locked
from samplan.cases.models import Message
from samplan.common.dates import local
from samplan.notifications import actions as notifications
from samplan.notifications.models import NoticeKind


def tell_of_file(file: Attachment, acting: SystemActing, at: datetime) -> None:
    """Make the case new for the side that sent the file with a message.

    It is back among what is current, and what the record has of it is no longer all.
    """
    _tell(Message.within(acting).filter(pk=file.owner_id).first(), file, at=at)


def tell_of_answered_file(file: Attachment, acting: SystemActing, at: datetime) -> None:
    """As `tell_of_file`, of a file among the answers to a form."""
    answers = Message.within(acting).filter(response_version__response_id=file.owner_id)
    _tell(answers.order_by("-sent_at").first(), file, at=at)


@transaction.atomic
def _tell(message: Message | None, file: Attachment, *, at: datetime) -> None:
    if message is None:
        return
    case = locked(message.case)
    case.changed_at, case.delivered_at, case.delivered_by = at, None, ""
    case.revision += 1
    if file.uploaded_by_kind == "staff":
        case.is_new_for_care = True
    else:
        case.is_unread, case.archived_at = True, None
        # Outside the portal it only says that there is something new.
        notifications.tell(message, NoticeKind.CHANGED, due_on=local(at).date(), at=at)
    case.save()

"""What pictures show, in words, for those who cannot see them."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.policies import Refused
from samplan.attachments.models import Attachment
from samplan.cases.actions.draft_files import files_of
from samplan.cases.actions.windows import AlreadySent, WrittenElsewhere, nobody
from samplan.cases.models import MessageDraft


@transaction.atomic
def describe_files(draft: MessageDraft, words: Mapping[str, str]) -> None:
    """Keep what is written of the draft's pictures, by their keys, as it is written.

    Writes over nothing that has come since the draft was saved: raises AlreadySent where another
    window has sent it, and WrittenElsewhere where it has done something else.
    """
    held = _held(draft)
    otherwise = _otherwise(draft, words)
    if not otherwise:
        return
    if held is None:
        raise AlreadySent(draft.pk)
    if held.window != draft.window:
        raise WrittenElsewhere(held)
    _keep(otherwise, words)


@transaction.atomic
def describe_beside(draft: MessageDraft, words: Mapping[str, str]) -> dict[str, str]:
    """Keep what an older page says of the draft's pictures where nothing is said of them yet; the
    windows that have not seen it are older from then on.
    Gives what it says otherwise than is kept, as `described_otherwise`."""
    held = _held(draft)
    blank = [file for file in _otherwise(draft, words) if not file.shows]
    if held is not None and blank:
        held.window, held.nth = nobody(), 0
        held.save(update_fields=["window", "nth"])
        _keep(blank, words)
    return described_otherwise(draft, words)


def _held(draft: MessageDraft) -> MessageDraft | None:
    """The draft as it is now, held; None where it has been sent."""
    return MessageDraft.objects.select_for_update().filter(pk=draft.pk).first()


def _otherwise(draft: MessageDraft, words: Mapping[str, str]) -> list[Attachment]:
    """The pictures of which the words say something else than is kept."""
    pictures = [file for file in files_of(draft) if file.is_picture]
    return [file for file in pictures if words.get(str(file.pk), file.shows) != file.shows]


def _keep(pictures: Iterable[Attachment], words: Mapping[str, str]) -> None:
    for picture in pictures:
        picture.shows = words[str(picture.pk)]
        picture.save(update_fields=["shows"])


def described_otherwise(draft: MessageDraft, words: Mapping[str, str]) -> dict[str, str]:
    """What the words, by the keys of pictures, say otherwise than is kept of the draft or of the
    message that it has become, by name; blanks apart, and with pictures that are gone."""
    kept = {str(file.pk): file for file in files_of(draft)}
    gone = _("A picture that is removed")
    return {
        kept[key].name if key in kept else gone: said
        for key, said in words.items()
        if said and (key not in kept or kept[key].shows != said)
    }


def check_described(draft: MessageDraft) -> None:
    """Raise Refused where a picture of the draft has no words."""
    if any(file.is_picture and not file.shows for file in files_of(draft)):
        raise Refused(_("Write what each picture shows before you send it."))

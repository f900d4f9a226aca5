"""What pictures show, in words, for those who cannot see them."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.policies import Refused
from samplan.cases.actions.draft_files import files_of
from samplan.cases.models import MessageDraft


@transaction.atomic
def describe_files(draft: MessageDraft, words: Mapping[str, str]) -> None:
    """Keep what is written of the draft's pictures, by their keys, as it is written."""
    for file in files_of(draft):
        said = words.get(str(file.pk), file.shows)
        if file.is_picture and said != file.shows:
            file.shows = said
            file.save(update_fields=["shows"])


@transaction.atomic
def describe_beside(draft: MessageDraft, words: Mapping[str, str]) -> dict[str, str]:
    """Keep what an older page says of the draft's pictures where nothing is said of them yet.
    Gives what it says otherwise than is kept, as `described_otherwise`."""
    blank = {str(file.pk) for file in files_of(draft) if not file.shows}
    describe_files(draft, {key: words[key] for key in words if key in blank})
    return described_otherwise(draft, words)


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

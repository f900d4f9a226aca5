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
    Gives the rest: what it says otherwise than is kept, by the names of the files."""
    own = [file for file in files_of(draft) if file.is_picture and words.get(str(file.pk))]
    describe_files(draft, {str(file.pk): words[str(file.pk)] for file in own if not file.shows})
    told = ((file, words[str(file.pk)]) for file in own if file.shows)
    return {file.name: said for file, said in told if said != file.shows}


def check_described(draft: MessageDraft) -> None:
    """Raise Refused where a picture of the draft has no words."""
    if any(file.is_picture and not file.shows for file in files_of(draft)):
        raise Refused(_("Write what each picture shows before you send it."))

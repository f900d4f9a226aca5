"""What sort of message one is, in a word, to whoever reads the thread."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from samplan.cases.models import Message, MessageKind


def word_of(message: Message) -> str:
    """What sort of message it is, where that needs saying."""
    if message.is_correction:
        is_entered = message.is_entered_by_staff
        return _("correction, entered by staff") if is_entered else _("correction")
    if message.is_partial:
        return _("partial answer")
    if message.kind == MessageKind.QUESTION and not message.is_from_patient:
        return _("question to you")
    return _entered(message)


def _entered(message: Message) -> str:
    """That staff have written it for the patient, and how it was told."""
    if message.told_by:
        told = {"how": message.get_told_by_display()}
        return _("entered by staff, told %(how)s") % told
    return _("entered by staff") if message.is_entered_by_staff else ""


def kinds_in_words() -> dict[str, str]:
    """Every kind of message by its word in the language of the page."""
    return {kind.value: str(kind.label) for kind in MessageKind}


def word_for_care(message: Message, kinds: Mapping[str, str]) -> str:
    """The same for colleagues, who need to know what each message does, and who speaks for the
    patient: its kind, as `kinds_in_words` gives them, where nothing else needs saying."""
    if message.corrects_id is not None or message.is_partial or message.is_entered_by_staff:
        return word_of(message)
    if message.is_from_patient:
        return _("guardian") if message.author_kind == "guardian" else ""
    return kinds[message.kind]

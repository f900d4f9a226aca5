"""What people are told of a file: that it is being checked, how it was, or why it is gone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samplan.attachments.cleaning import RefusedFile
from samplan.attachments.models import FileState, ScanState
from samplan.ui.parts import Tone


@dataclass(frozen=True)
class StateWords:
    """A file's state in words, and whether there is something to open."""

    tone: Tone
    words: str
    is_open: bool = False


def state_words(state: str, scan: str, refusal: Mapping[str, Any] | None) -> StateWords:
    """The same words for those who sent it and those who get it."""
    if state == FileState.CHECKING:
        words = _("Is being checked, and opens when it is ready. You can go on meanwhile.")
        return StateWords("wait", words)
    if state == FileState.REFUSED:
        return StateWords(
            "bad",
            _("The file was removed, since it could not be accepted. %(why)s")
            % {"why": _why(refusal or {})},
        )
    tone: Tone = "ok" if scan == ScanState.CLEAN else "none"
    return StateWords(tone, str(ScanState(scan).label), is_open=True)


def _why(refusal: Mapping[str, Any]) -> str:
    fault = RefusedFile(refusal["code"], **refusal["params"])
    return _(fault.message) % fault.params

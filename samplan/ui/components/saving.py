"""The word that says what is saved, and saves as one writes."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samplan.common.dates import clock
from samplan.ui.components.words import NOTHING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text


def saving(url: str, saved_at: datetime | None = None, without: str = "") -> SafeString:
    """Stands in form progress, above the form with the id `answers`.

    With script, that form is posted to the address as one writes, without the fields named in
    `without` (with commas between); the answer is `saved_word` with status 202.
    """
    triggers = "change from:#answers delay:150ms, input from:#answers delay:1500ms"
    return format_html(
        '<span id="saved" role="status" data-saving="{}" data-unsaved="{}" hx-post="{}" '
        'hx-trigger="{}" hx-include="#answers" hx-params="{}" hx-sync="this:replace">{}</span>',
        NOTHING if saved_at else _("Saved as you write"),
        _("Not saved yet. What you have written stays here: go on, or try again."),
        url,
        triggers,
        f"not {without}" if without else "*",
        saved_word(saved_at) if saved_at else _("Saved when you go on"),
    )


def is_by_script(request: HttpRequest) -> bool:
    """Whether the page's script asks, for a part of the page or to save as one writes."""
    return "HX-Request" in request.headers


def faults_told(said: Mapping[str, str], still: Iterable[str] = ()) -> dict[str, object]:
    """What to put right, by the ids of the fields: an event for the header HX-Trigger.

    `still` are the ids where what was told before is not put right yet.
    """
    told = {"said": dict(said), "still": list(still), "heard": _("Error:")}
    return {"faults": told}


def saved_word(at: datetime) -> "Text":
    """ "Saved at 10:31"."""
    return _("Saved at %(time)s") % {"time": clock(at, get_language() or "sv")}

"""What a page knows of its message: as it is drawn, and as it says when it is posted."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from samplan.cases import actions
from samplan.cases.forms import SHOWS
from samplan.cases.models import MessageDraft
from samplan.common.ids import uuid7
from samplan.forms.answering.posts import seen_by_window

WORDS_AND_CHOICES = ("body", "intent", "agreed", "most_files", "signs_as_clinic")


def as_drawn(request: HttpRequest) -> dict[str, Any]:
    """What a page knows of its message, to be drawn again where nothing of it is kept: as another
    window, since its script counts anew."""
    return {"key": key_in(request) or uuid7(), "drawn": request.POST.get("_drawn", "")}


def as_kept(draft: MessageDraft) -> dict[str, Any]:
    """The same, of what is kept."""
    return {"key": draft.pk, "drawn": actions.mark_of_draft(draft)}


def as_read(kept: Mapping[str, Any]) -> dict[str, Any]:
    """The same, of what a case that is read tells of its draft; nothing where it has none."""
    if not kept:
        return {}
    said = {name: kept[name] for name in WORDS_AND_CHOICES}
    written = actions.Written(**said, form_id=kept["form"])
    files = [(str(file["id"]), file["shows"]) for file in kept["files"]]
    is_begun = written.has_words or bool(files)
    return {
        "key": kept["id"],
        "drawn": actions.mark_of(kept["id"], written, files, window=kept["window"]),
        "saved_at": datetime.fromisoformat(kept["changed_at"]) if is_begun else None,
        "is_begun": is_begun,
    }


def page_in(request: HttpRequest) -> actions.Page:
    """What the page says of itself."""
    seen = seen_by_window(request, "_drawn")
    return actions.Page(seen=seen, key=key_in(request), is_from_before="_drawn" not in request.POST)


def key_in(request: HttpRequest) -> uuid.UUID | None:
    """The key that the page had; None where it says none."""
    try:
        return uuid.UUID(request.POST.get("_key", ""))
    except ValueError:
        return None


def written_of(request: HttpRequest, draft: MessageDraft | None) -> str:
    """What is written where it cannot be sent, to be copied: by the post, and before it."""
    shown = [name for name in request.POST if name.startswith(SHOWS)]
    posted = [request.POST.get(name, "").strip() for name in ("body", "agreed", *shown)]
    kept = [draft.body, draft.agreed] if draft is not None else []
    return "\n\n".join(dict.fromkeys(filter(None, [*posted, *kept])))

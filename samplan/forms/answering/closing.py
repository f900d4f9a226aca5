"""Saying that it is too late."""

from django.http import HttpResponse
from django.shortcuts import render

from samplan.forms.answering.ways import Request, Way
from samplan.forms.drawing.reviewing import review


def closed(request: Request, way: Way, reason: str, *, status: int = 200) -> HttpResponse:
    """Says kindly that it is too late, and shows what was just written, and what was saved of
    what is not sent, so that it is not lost."""
    way.log_read()
    written = [
        text
        for name, texts in request.POST.lists()
        if name.startswith("a:")
        for text in texts
        if text.strip()
    ]
    kept = review(way.draft) if way.draft.is_unsent and not way.response.sent_number else ()
    context = {"way": way, "reason": reason, "written": written, "kept": kept}
    return render(request, "forms/answering/closed.html", context, status=status)

"""Saying that it is too late."""

from django.http import HttpResponse
from django.shortcuts import render

from samplan.forms.answering.ways import Request, Way


def closed(request: Request, way: Way, reason: str, *, status: int = 200) -> HttpResponse:
    """Says kindly that it is too late, and shows what was just written so that it is not lost."""
    way.log_read()
    written = [
        text
        for name, texts in request.POST.lists()
        if name.startswith("a:")
        for text in texts
        if text.strip()
    ]
    context = {"way": way, "reason": reason, "written": written}
    return render(request, "forms/answering/closed.html", context, status=status)

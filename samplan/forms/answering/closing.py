"""Saying that it is too late."""

from django.http import HttpResponse
from django.shortcuts import render

from samplan.forms.answering.posts import written_in
from samplan.forms.answering.ways import Request, Way, log_read
from samplan.forms.drafts import Draft
from samplan.forms.drawing.reviewing import sent_lines


def closed(request: Request, way: Way, reason: str, *, status: int = 200) -> HttpResponse:
    """Says kindly that it is too late, and shows what was just written, and what was saved of
    what is not sent, so that it is not lost."""
    log_read(way)
    said = written_in(request, way.draft.form)
    context: dict[str, object] = {"way": way, "reason": reason, "written": said}
    if way.draft.is_unsent and not way.response.sent_number:
        kept = sent_lines(way.draft.form, way.draft.answers, way.draft.reader)
        stands = {answer for line in kept for answer in line.answers}
        written = dict.fromkeys([*said, *_unclear(way.draft)])
        context |= {"kept": kept, "written": [text for text in written if text not in stands]}
    return render(request, "forms/answering/closed.html", context, status=status)


def _unclear(draft: Draft) -> list[str]:
    """What is saved as it was written, since it was not understood."""
    pages = draft.pages.values()
    return [text for page in pages for texts in page.raw.values() for text in texts]

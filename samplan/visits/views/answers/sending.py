"""Looking through the answers, sending them, and the receipt."""

import uuid
from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from samplan.access.acting import PatientActing
from samplan.access.policies import Refused
from samplan.common.text import number_in
from samplan.forms import engine
from samplan.forms.actions import NotReady, Overtaken
from samplan.forms.drawing.reviewing import review, sent_lines
from samplan.forms.loaded import form_of
from samplan.forms.trends import sent_over_time, trends
from samplan.visits import actions, policies
from samplan.visits.views.answers.ways import REVIEW, Request, Way, closed, log_read, reach

RECEIPT = "receipt"


def enter(request: Request, visit_id: uuid.UUID) -> HttpResponse:
    """To the first page that is not done, else to the review, or to the receipt of what is sent."""
    way = reach(request, visit_id)
    _open_case(request, way)
    if way.response.sent_number and not way.draft.is_unsent:
        return redirect(way.url(RECEIPT))
    for page in way.draft.shown_pages():
        if not way.draft.page(page).is_passed or way.draft.faults(page):
            return redirect(way.page_url(page))
    return redirect(way.url(REVIEW))


def _open_case(request: Request, way: Way) -> None:
    """Questions that came as a message of their own are read when they are opened."""
    is_own = way.visit.questions_id != way.visit.summons_id
    questions = way.visit.questions if is_own else None
    if not isinstance(request.acting, PatientActing) or questions is None:
        return
    if not actions.open_case(way.visit, questions, acting=request.acting, at=request.at):
        raise Http404


def look_through(request: Request, visit_id: uuid.UUID) -> HttpResponse:
    """All answers with a way to change each page; sends them."""
    way = reach(request, visit_id)
    try:
        if request.method == "POST":
            actions.send_answers(
                way.visit, over=_over(request), acting=request.acting, at=request.at
            )
            return redirect(way.url(RECEIPT))
        policies.answerable(request.acting, way.visit, at=request.at)
    except Refused as refusal:
        return closed(request, way, str(refusal))
    except NotReady:
        return _draw(request, way)
    except Overtaken:
        return _draw(request, reach(request, visit_id), is_overtaken=True)
    return _draw(request, way)


def _over(request: Request) -> int:
    """The number of the version that the page was drawn over; 0 where it does not say."""
    return number_in(request.POST.get("_over", ""), digits=9) or 0


def _draw(request: Request, way: Way, *, is_overtaken: bool = False) -> HttpResponse:
    log_read(request, way.visit)
    sections = review(way.draft)
    is_stale = way.draft.is_unsent and way.draft.base < way.response.sent_number
    context = {
        "way": way,
        "visit": way.visit,
        "draft": way.draft,
        "sections": [(section, way.page_url(section.page)) for section in sections],
        "to_mend": [(each.anchor, each.title) for each in sections if each.is_wrong],
        "left": [(each.anchor, each.title) for each in sections if each.is_left],
        "is_begun": bool(way.draft.pages),
        "is_pressed": request.method == "POST",
        "is_overtaken": is_overtaken or is_stale,
        "receipt_url": way.url(RECEIPT),
        "can_send": way.draft.is_unsent or not way.response.sent_number,
    }
    status = HTTPStatus.CONFLICT if is_overtaken else HTTPStatus.OK
    return render(request, "visits/answers/review.html", context, status=status)


def receipt(request: Request, visit_id: uuid.UUID) -> HttpResponse:
    """What was sent, who reads it and by when, and what one can still do."""
    way = reach(request, visit_id)
    if not way.response.sent_number:
        return redirect(way.url("questions"))
    log_read(request, way.visit)
    version, earlier = sent_over_time(way.response, request.acting)
    form = form_of(way.response.version, get_language() or "sv")
    context = {
        "way": way,
        "visit": way.visit,
        "version": version,
        "lines": sent_lines(
            form, engine.answers_from_response(form, version.document), way.draft.reader
        ),
        "can_change": way.visit.can_be_answered(request.at),
        "has_unsent": way.draft.is_unsent,
        "review_url": way.url(REVIEW),
        "trends": trends([version, *earlier], reader=way.draft.reader, language=form.language),
    }
    return render(request, "visits/answers/receipt.html", context)

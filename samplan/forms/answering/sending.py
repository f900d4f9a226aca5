"""Looking through the answers, sending them, and the receipt."""

from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samplan.access.policies import Refused
from samplan.common.text import number_in
from samplan.forms import engine
from samplan.forms.actions import NothingAnswered, NotReady, Overtaken
from samplan.forms.answering.closing import closed
from samplan.forms.answering.steps import page_url
from samplan.forms.answering.ways import Request, Way, log_read
from samplan.forms.drawing.reviewing import review, sent_lines
from samplan.forms.loaded import form_of
from samplan.forms.trends import sent_over_time, trends


def enter(request: Request, way: Way) -> HttpResponse:
    """To the first page that is not done, else to the review, or to the receipt of what is sent."""
    if not way.open():
        raise Http404
    if way.response.sent_number and not way.draft.is_unsent:
        return redirect(way.url("receipt"))
    for page in way.draft.shown_pages():
        if not way.draft.page(page).is_passed or way.draft.faults(page):
            return redirect(page_url(way, page))
    return redirect(way.url("review"))


def look_through(request: Request, way: Way) -> HttpResponse:
    """All answers with a way to change each page; sends them."""
    try:
        if request.method == "POST":
            way.send(over=_over(request))
            return redirect(way.url("receipt"))
        way.check_answerable()
    except Refused as refusal:
        is_post = request.method == "POST"
        status = HTTPStatus.CONFLICT if is_post else HTTPStatus.OK
        return closed(request, way, str(refusal), status=status)
    except NotReady:
        return _draw(request, way)
    except NothingAnswered:
        return _draw(request, way, HTTPStatus.UNPROCESSABLE_ENTITY)
    except Overtaken:
        return _draw(request, way.anew(), HTTPStatus.CONFLICT, is_overtaken=True)
    return _draw(request, way)


def _over(request: Request) -> int:
    """The number of the version that the page was drawn over; 0 where it does not say."""
    return number_in(request.POST.get("_over", ""), digits=9) or 0


def _draw(
    request: Request, way: Way, status: int = HTTPStatus.OK, *, is_overtaken: bool = False
) -> HttpResponse:
    log_read(way)
    sections = review(way.draft)
    is_blank = not way.can_be_blank and way.draft.is_blank() and not way.draft.all_faults()
    is_stale = way.draft.is_unsent and way.draft.base < way.response.sent_number
    context = {
        "way": way,
        "lead": _lead(way),
        "draft": way.draft,
        "sections": [(section, page_url(way, section.page)) for section in sections],
        "to_mend": [(each.anchor, each.title) for each in sections if each.is_wrong],
        "left": [(each.anchor, each.title) for each in sections if each.is_left],
        "is_begun": bool(way.draft.pages) and not is_blank,
        "is_pressed": request.method == "POST",
        "is_overtaken": is_overtaken or is_stale,
        "receipt_url": way.url("receipt"),
        "can_send": way.draft.is_unsent or not way.response.sent_number,
    }
    return render(request, "forms/answering/review.html", context, status=status)


def _lead(way: Way) -> str:
    """Who gets the answers, or whose they are; nothing before one has begun."""
    if way.is_staff:
        name = way.about.patient.full_name
        return _("Entered for %(name)s, from phone or paper") % {"name": name}
    if not way.draft.pages:
        return ""
    return _("%(clinic)s gets them when you press Send.") % {"clinic": way.about.clinic.name}


def receipt(request: Request, way: Way) -> HttpResponse:
    """What was sent, who reads it and by when, and what one can still do."""
    if not way.response.sent_number:
        return redirect(way.url("questions"))
    log_read(way)
    version, earlier = sent_over_time(way.response, request.acting)
    form = form_of(way.response.version, get_language() or "sv")
    context = {
        "way": way,
        "version": version,
        "lines": sent_lines(
            form, engine.answers_from_response(form, version.document), way.draft.reader
        ),
        "happens_now": way.happens_now(version),
        "has_unsent": way.draft.is_unsent,
        "review_url": way.url("review"),
        "trends": trends([version, *earlier], reader=way.draft.reader, language=form.language),
    }
    return render(request, "forms/answering/receipt.html", context)

"""When the wrong one of someone's actings meets a page: keep what was written, offer to switch."""

import uuid
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from samplan.access import marks, sealing
from samplan.access.acting import PatientActing
from samplan.access.queries import children_of, guardian_acting, self_acting
from samplan.access.request import PatientRequest, TimedRequest
from samplan.audit import trail
from samplan.ui.components.press import ONCE


def wrong_acting(request: PatientRequest, key: str | None) -> HttpResponse:
    """A post drawn under another acting: nothing is done, what was written is kept.

    The page offers to switch where the form belonged to another acting of the same user.
    """
    acting = request.acting
    context: dict[str, object] = {"acting": acting}
    if key is not None:
        kept = sealing.seal(key, path=request.get_full_path(), post=request.POST, at=request.at)
        user, kind, target = key.split(":")
        if user == str(acting.user_id):
            context |= {"kept": kept, "other_kind": kind, "other_id": target}
            context["other"] = other_name(request, kind, uuid.UUID(target))
    return render(request, "access/wrong_acting.html", context, status=HTTPStatus.CONFLICT)


def page_too_old(request: PatientRequest) -> HttpResponse:
    """A post from a page that was drawn too long ago, or before one signed in anew: nothing is
    done before it is read again. What was written is shown and kept, and goes on with one press.
    """
    kept = sealing.seal(
        request.acting.key, path=request.get_full_path(), post=request.POST, at=request.at
    )
    is_old = marks.is_too_old(request.POST.get(marks.FIELD, ""), at=request.at)
    hours = settings.SAMPLAN_LONGEST_SESSION_HOURS if is_old else None
    context = {"kept": kept, "hours": hours, "has_files": bool(request.FILES)}
    return render(request, "access/too_old.html", context, status=HTTPStatus.CONFLICT)


def sent_before(request: PatientRequest, location: str) -> HttpResponse:
    """A post from a page that has been sent, with something else in it: nothing is done again
    before one has seen what was sent. What is written is kept, and goes on with one press."""
    post = request.POST.copy()
    post[ONCE] = str(uuid.uuid4())
    kept = sealing.seal(request.acting.key, path=request.get_full_path(), post=post, at=request.at)
    context = {"kept": kept, "location": location, "has_files": bool(request.FILES)}
    return render(request, "access/sent_before.html", context, status=HTTPStatus.CONFLICT)


def right_has_ended(request: TimedRequest, key: str) -> HttpResponse:
    """A post by someone signed in, under an acting that no longer holds: nothing is done.

    What was written is shown, to be copied, and kept as for someone who was logged out: it is
    given back to the same person if the acting holds again.
    """
    kept = sealing.seal(key, path=request.get_full_path(), post=request.POST, at=request.at)
    context = {"written": kept.shown_fields, "is_there": True}
    response = render(request, "access/ended.html", context, status=HTTPStatus.FORBIDDEN)
    response.headers["Cache-Control"] = "no-store"
    return response


def nothing_there(request: TimedRequest) -> HttpResponse:
    """A post to what the acting does not reach, or reaches no longer: the same 404 as for what
    never was, with what was written shown, to be copied. Raises Http404 where nothing was."""
    written = sealing.written_in(request.POST)
    if not written:
        raise Http404
    trail.read_nobody()
    context = {"written": written, "is_there": False}
    response = render(request, "access/ended.html", context, status=HTTPStatus.NOT_FOUND)
    response.headers["Cache-Control"] = "no-store"
    return response


def other_name(request: PatientRequest, kind: str, target: uuid.UUID) -> str:
    """Whom the user's other acting is for; empty where it no longer holds."""
    user_id = request.acting.user_id
    other: PatientActing | None = None
    if kind == "self":
        other = self_acting(user_id, request.today)
    elif kind == "guardian":
        other = guardian_acting(user_id, target, request.today)
    return other.patient_name if other is not None else ""


def offer_switch(
    request: PatientRequest, open_page: Callable[[], HttpResponseBase]
) -> HttpResponse:
    """Where a page is not this acting's but another of the user's: ask whether to switch.

    Raises Http404 where none of the user's actings could open it, the same as for nothing.
    """
    own = request.acting
    if request.method != "GET" or not isinstance(own, PatientActing) or not own.has_others:
        raise Http404
    for other in other_actings(own, request):
        if _could_open(request, other, open_page):
            request.acting = own
            trail.read_nobody()
            return render(request, "access/offer_switch.html", {"other": other})
    request.acting = own
    raise Http404


def other_actings(own: PatientActing, request: PatientRequest) -> list[PatientActing]:
    """The user's actings besides `own`."""
    mine = [
        self_acting(own.user_id, request.today),
        *(
            guardian_acting(own.user_id, child.pk, request.today)
            for child in children_of(own.user_id, request.today)
        ),
    ]
    return [other for other in mine if other is not None and other.key != own.key]


def _could_open(
    request: PatientRequest, other: PatientActing, open_page: Callable[[], HttpResponseBase]
) -> bool:
    """Try the page as `other`, leaving nothing behind: no writes, no reads, no log."""
    request.acting = other
    try:
        with trail.gathered(), transaction.atomic():
            open_page()
            transaction.set_rollback(True)
    except Http404:
        return False
    return True

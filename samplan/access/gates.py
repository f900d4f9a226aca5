"""The gates that every page stands behind: whom it is for. Default is closed.

Each view carries exactly one of `patient_page`, `staff_page` and `open_page`; the architecture
test reads `view.gate`.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.views.decorators.http import require_http_methods

from samplan.access import marks, sealing
from samplan.access.acting import PatientActing, StaffActing
from samplan.access.once import sent_once
from samplan.access.request import PatientRequest, StaffRequest, TimedRequest
from samplan.access.session import current_acting, keep_alive, user_id_of
from samplan.access.switching import (
    nothing_there,
    offer_switch,
    page_too_old,
    right_has_ended,
    wrong_acting,
)
from samplan.ui.pages import open_page

__all__ = ["open_page", "patient_page", "staff_page"]

P = ParamSpec("P")
View = Callable[..., HttpResponseBase]
ForPatient = Callable[Concatenate[PatientRequest, P], HttpResponseBase]
ForStaff = Callable[Concatenate[StaffRequest, P], HttpResponseBase]


def patient_page(*methods: str, staff_to: str = "") -> Callable[[ForPatient[P]], View]:
    """A page for someone acting for a patient. `methods` are the ones it takes.

    Staff who open it are sent on to the address `staff_to` where that is given.
    """

    def gate(view: ForPatient[P]) -> View:
        return _gated(view, PatientActing, "patient", methods, others_to=staff_to)

    return gate


def staff_page(*methods: str, roles: frozenset[str] | None = None) -> Callable[[ForStaff[P]], View]:
    """A page for staff in an assignment, of one of `roles` where those are given."""

    def gate(view: ForStaff[P]) -> View:
        return _gated(view, StaffActing, "staff", methods, roles)

    return gate


def _gated(
    view: View,
    wanted: type[PatientActing] | type[StaffActing],
    label: str,
    methods: tuple[str, ...],
    roles: frozenset[str] | None = None,
    others_to: str = "",
) -> View:
    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        acting = current_acting(request)
        if acting is None:
            return _to_login(request)
        timed = cast(PatientRequest, request)
        timed.acting = cast(PatientActing, acting)
        keep_alive(request.session, timed.at)
        if others_to and request.method == "GET" and not isinstance(acting, wanted):
            return redirect(others_to)
        try:
            refusal = _refusal(request, acting, wanted, roles)
            return refusal or _answer(timed, lambda: view(request, *args, **kwargs))
        except Http404:
            if request.method != "POST":
                raise
            return nothing_there(timed)

    limited = require_http_methods([*methods] or ["GET", "HEAD"])(gated)
    limited.gate = label  # type: ignore[attr-defined]  # a function carries its own label
    return limited


def _answer(request: PatientRequest, open_page: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The page; where it is another acting's, the offer to switch. What is sent is kept no more."""
    try:
        response = sent_once(request, open_page)
    except Http404:
        return offer_switch(request, open_page)
    if request.method == "POST" and response.status_code == HTTPStatus.FOUND:
        sealing.forget_sent(request.acting.key, request.POST)
    return response


def _refusal(
    request: HttpRequest,
    acting: PatientActing | StaffActing,
    wanted: type,
    roles: frozenset[str] | None,
) -> HttpResponse | None:
    if request.method == "POST":
        mark = request.POST.get(marks.FIELD, "")
        key = marks.key_in(mark)
        if key != acting.key:
            return wrong_acting(cast(PatientRequest, request), key)
        if marks.is_too_old(mark, at=cast(TimedRequest, request).at):
            return page_too_old(cast(PatientRequest, request))
    is_wanted = isinstance(acting, wanted)
    if not is_wanted or (roles is not None and getattr(acting, "role", "") not in roles):
        raise Http404
    return None


def _to_login(request: HttpRequest) -> HttpResponse:
    """To the login page; what was being sent is kept for the same person and acting."""
    timed = cast(TimedRequest, request)
    user_id = user_id_of(request.session)
    key = marks.key_in(request.POST.get(marks.FIELD, ""))
    if user_id is not None:
        is_own = key is not None and key.startswith(f"{user_id}:")
        return right_has_ended(timed, key) if key and is_own else redirect("access:enter")
    if request.method == "POST":
        if key is not None:
            sealing.seal(key, path=request.get_full_path(), post=request.POST, at=timed.at)
        return redirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'utloggad': 1})}")
    return redirect(
        f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.get_full_path()})}"
    )

"""The clock of the request, and its trail in the log."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from samplan.access.request import TimedRequest
from samplan.audit import trail
from samplan.common.dates import local

logger = logging.getLogger(__name__)
# A conflict is shown with its answers, a fault with the page that it was made on.
SHOWING = frozenset({HTTPStatus.OK, HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY})
PAGES = SHOWING | {HTTPStatus.ACCEPTED}  # saving without a word shows nothing, but may log
Answer = Callable[[HttpRequest], HttpResponseBase]


class ClockMiddleware:
    """Gives each request its moment (`at`) and its day in Sweden (`today`)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request with its clock set."""
        timed = cast(TimedRequest, request)
        timed.at = datetime.now(UTC)
        timed.today = local(timed.at).date()
        return self.get_response(request)


class TrailMiddleware:
    """Writes what the page reads to the log before the page leaves. No log, no page."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request once its reads are logged."""
        with trail.gathered() as gathered:
            response = self.get_response(request)
            if response.status_code in SHOWING:
                gathered.check()
            if response.status_code in PAGES:
                try:
                    gathered.flush()
                except trail.CannotLog:
                    response = _no_log(request)
        if gathered.has_touched or hasattr(request, "acting"):
            response.headers["Cache-Control"] = "no-store"
        return response

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Say so where something could not be done because it could not be logged."""
        return _no_log(request) if isinstance(fault, trail.CannotLog) else None


def _no_log(request: HttpRequest) -> HttpResponse:
    logger.exception("The log cannot be written: nothing of patients is shown.")
    page = render_to_string("access/no_log.html", request=request)
    return HttpResponse(page, status=HTTPStatus.SERVICE_UNAVAILABLE)

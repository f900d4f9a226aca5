"""What someone reads whose press fell in the moment of a migration."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from samplan.config.postgresql.base import StalePlan

RETRY_AFTER: Final = 2  # seconds


class StalePlanMiddleware:
    """Asks to try again where a transaction was broken off; nothing of it is done."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Say so, and how to go on."""
        if not isinstance(fault, StalePlan) and not isinstance(fault.__cause__, StalePlan):
            return None
        response = HttpResponse(render_to_string("503.html"), status=HTTPStatus.SERVICE_UNAVAILABLE)
        response.headers["Retry-After"] = str(RETRY_AFTER)
        response.headers["Cache-Control"] = "no-store"
        return response

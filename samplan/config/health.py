"""Whether the process lives and whether it can serve: for load balancers."""

from http import HTTPStatus

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from samplan.access.gates import open_page


@open_page
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@open_page
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers too."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        status = HTTPStatus.SERVICE_UNAVAILABLE
        return HttpResponse("no database", content_type="text/plain", status=status)
    return HttpResponse("ok", content_type="text/plain")

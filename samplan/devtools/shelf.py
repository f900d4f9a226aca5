"""The shelf: every component on one page, for looking at and for axe."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from samplan.ui.pages import open_page
from samplan.ui.shelf import examples


@open_page
@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    """Served at /dev/shelf/, never in production."""
    at = getattr(request, "at", None) or timezone.localtime()
    return render(request, "ui/shelf/index.html", examples(at=at))

"""The pages that belong to the look itself."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language

from samplan.ui.pages import open_page


@open_page
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement, open to all, with whom to tell of a fault."""
    context = {"contact": settings.SAMPLAN_ACCESSIBILITY_MAIL}
    return render(request, "ui/accessibility.html", context)


@open_page
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Speak another language from now on, and go back to the same page."""
    return set_language(request)

"""The pages that belong to the look itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement, open to all."""
    return render(request, "ui/accessibility.html")

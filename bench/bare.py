"""B0: one indexed query and ten lines, behind the same middleware, open to all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samplan.access.gates import open_page
from samplan.organisations.models import Organisation

LINES = 10


@open_page
def bare(request: HttpRequest) -> HttpResponse:
    """What every page's cost is divided by."""
    clinic = Organisation.objects.get(slug="bench-0")
    return render(request, "bench/bare.html", {"clinic": clinic, "lines": range(LINES)})

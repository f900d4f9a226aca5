"""Signing in by pointing at a face. Anyone can be anyone: never where real patients are."""

import uuid
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from samplan.access.gates import open_page
from samplan.accounts.actions import sign_in
from samplan.accounts.claims import Claims
from samplan.accounts.models import User
from samplan.accounts.next_page import next_page
from samplan.organisations.models import StaffMember
from samplan.patients.models import Patient

SHOWN = 40  # faces of each sort


@open_page
@require_http_methods(["GET", "POST"])
def faces(request: HttpRequest) -> HttpResponse:
    """Choose whom to be."""
    if not settings.SAMPLAN_FACES_LOGIN:
        raise Http404
    if request.method == "POST":
        return _become(request)
    patients = Patient.objects.filter(user__isnull=False).order_by("id")[:SHOWN]
    staff = (
        StaffMember.objects.filter(user__isnull=False)
        .prefetch_related("assignments__organisation")
        .order_by("id")[:SHOWN]
    )
    context = {
        "patients": patients,
        "staff": staff,
        "next": next_page(request.GET.get("next")),
        "was_signed_out": "utloggad" in request.GET,
    }
    return render(request, "devtools/faces.html", context)


def _become(request: HttpRequest) -> HttpResponse:
    try:
        key = uuid.UUID(request.POST.get("user", ""))
    except ValueError:
        raise Http404 from None
    user = get_object_or_404(User, pk=key)
    claims = Claims(user.subject, user.name, user.identity_number, user.hsa_id)
    sign_in(request, claims)
    target = next_page(request.POST.get("next"))
    response = redirect("access:enter")
    if target:
        response["Location"] += f"?{urlencode({'next': target})}"
    return response

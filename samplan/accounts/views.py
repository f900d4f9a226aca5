"""The login page and the way out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from samplan.accounts import actions, ways
from samplan.accounts.next_page import next_page
from samplan.ui.pages import open_page


@open_page
@require_GET
def login(request: HttpRequest) -> HttpResponse:
    """How to sign in here; says so when one was signed out in the middle of something."""
    context = {
        "ways": ways.offered(),
        "next": next_page(request.GET.get("next")),
        "was_signed_out": "utloggad" in request.GET,
    }
    return render(request, "accounts/login.html", context)


@open_page
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """Sign out and say so."""
    actions.sign_out(request)
    return redirect("accounts:login")

"""Signing in and out."""

from django.contrib import auth
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from samplan.accounts.claims import Claims


def sign_in(request: HttpRequest, claims: Claims) -> None:
    """Sign in the person behind verified `claims`, in a fresh session.

    Raises PermissionDenied where the user has been switched off.
    """
    user = auth.authenticate(request, claims=claims)
    if user is None:
        raise PermissionDenied("This user is switched off.")
    request.session.flush()
    auth.login(request, user)


def sign_out(request: HttpRequest) -> None:
    """End the session."""
    auth.logout(request)

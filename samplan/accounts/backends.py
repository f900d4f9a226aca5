"""Signing in with verified claims."""

import uuid

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from samplan.accounts.claims import Claims
from samplan.accounts.models import User


class ClaimsBackend(BaseBackend):
    """Finds the user of the claims, or makes one. Never by name or mail address."""

    def authenticate(
        self, request: HttpRequest | None, claims: Claims | None = None, **_: object
    ) -> User | None:
        """The active user behind `claims`; None where the user has been switched off."""
        if claims is None:
            return None
        user, _made = User.objects.update_or_create(
            subject=claims.subject,
            defaults={
                "name": claims.name,
                "identity_number": claims.identity_number,
                "hsa_id": claims.hsa_id,
            },
        )
        return user if user.is_active else None

    def get_user(self, user_id: uuid.UUID) -> User | None:
        """The active user with this key."""
        return User.objects.filter(pk=user_id, is_active=True).first()

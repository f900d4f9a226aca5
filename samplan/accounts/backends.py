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
        """The active user behind `claims`; None where the user has been switched off.

        None too where the provider now says that the subject is someone with another identity:
        a person must look at that before anyone signs in.
        """
        if claims is None or _is_someone_else(claims):
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


def _is_someone_else(claims: Claims) -> bool:
    """Whether the subject is known with an identity number that the claims do not have."""
    known = User.objects.filter(subject=claims.subject, identity_number__isnull=False)
    return known.exclude(identity_number=claims.identity_number).exists()

"""Keeping what someone sent without being allowed to send it, for half an hour."""

import uuid
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.http import QueryDict

from samplan.access import marks
from samplan.access.models import SealedPost

KEPT_FOR: Final = timedelta(minutes=30)
NOT_KEPT: Final = frozenset({marks.FIELD, "csrfmiddlewaretoken"})
LONGEST_PATH: Final = 500


@transaction.atomic
def seal(acting_key: str, *, path: str, post: QueryDict, at: datetime) -> SealedPost:
    """Keep the fields of a post for whoever acts as `acting_key`, and forget old ones."""
    SealedPost.objects.filter(kept_until__lt=at).delete()
    fields = {name: values for name, values in post.lists() if name not in NOT_KEPT}
    return SealedPost.objects.create(
        acting_key=acting_key, path=path[:LONGEST_PATH], fields=fields, kept_until=at + KEPT_FOR
    )


def sealed_for_user(user_id: uuid.UUID, at: datetime) -> QuerySet[SealedPost]:
    """What is kept for the user under any acting, newest first."""
    return SealedPost.objects.filter(
        acting_key__startswith=f"{user_id}:", kept_until__gte=at
    ).order_by("-id")


def unseal(acting_key: str, sealed_id: uuid.UUID, *, at: datetime) -> SealedPost | None:
    """The kept post, for its own acting only."""
    return SealedPost.objects.filter(
        pk=sealed_id, acting_key=acting_key, kept_until__gte=at
    ).first()


def forget(acting_key: str, sealed_id: uuid.UUID) -> None:
    """Throw away a kept post."""
    SealedPost.objects.filter(pk=sealed_id, acting_key=acting_key).delete()

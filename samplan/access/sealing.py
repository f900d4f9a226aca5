"""Keeping what someone sent without being allowed to send it, for half an hour."""

import re
import uuid
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import QueryDict

from samplan.access import marks
from samplan.access.models import SealedPost

KEPT_FOR: Final = timedelta(minutes=30)
NOT_KEPT: Final = frozenset({marks.FIELD, SealedPost.SENT, "csrfmiddlewaretoken"})
LONGEST_PATH: Final = 500
UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")


@transaction.atomic
def seal(acting_key: str, *, path: str, post: QueryDict, at: datetime) -> SealedPost:
    """Keep the fields of a post for whoever acts as `acting_key`.

    Forgets what is old, and what the same page sent before: the newest has it all.
    """
    same_page = Q(acting_key=acting_key, path=path[:LONGEST_PATH])
    SealedPost.objects.filter(Q(kept_until__lt=at) | same_page).delete()
    kept = {"fields": _fields(post), "kept_until": at + KEPT_FOR}
    return SealedPost.objects.create(acting_key=acting_key, path=path[:LONGEST_PATH], **kept)


def _fields(post: QueryDict) -> dict[str, list[str]]:
    return {
        _storable(name): [_storable(value) for value in values]
        for name, values in post.lists()
        if name not in NOT_KEPT
    }


def written_in(post: QueryDict) -> list[list[str]]:
    """What someone wrote in a post that is not kept, for reading."""
    return SealedPost(fields=_fields(post)).shown_fields


def _storable(text: str) -> str:
    """The text as far as the database can hold it."""
    return UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def sealed_for_user(user_id: uuid.UUID, at: datetime) -> QuerySet[SealedPost]:
    """What is kept for the user under any acting, newest first."""
    return SealedPost.objects.filter(
        acting_key__startswith=f"{user_id}:", kept_until__gte=at
    ).order_by("-id")


def forget_page(acting_key: str, path: str) -> None:
    """Throw away what was kept of a page, now that it has been sent for good."""
    SealedPost.objects.filter(acting_key=acting_key, path=path[:LONGEST_PATH]).delete()


def forget_sent(acting_key: str, post: QueryDict) -> None:
    """Throw away the kept post that `post` is, where it is one, now that it has been taken."""
    try:
        forget(acting_key, uuid.UUID(post.get(SealedPost.SENT, "")))
    except ValueError:
        return


def forget(acting_key: str, sealed_id: uuid.UUID) -> None:
    """Throw away a kept post."""
    SealedPost.objects.filter(pk=sealed_id, acting_key=acting_key).delete()

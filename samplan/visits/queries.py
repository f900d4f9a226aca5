"""Reads of visits that several pages share."""

from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from samplan.access.acting import Acting
from samplan.visits.models import TimeChange, Visit, VisitQuerySet, Wish


def coming(acting: Acting, *, at: datetime) -> VisitQuerySet:
    """Standing visits that have not begun, soonest first."""
    return (
        Visit.within(acting)
        .standing()
        .filter(starts_at__gte=at)
        .select_related("clinic")
        .order_by("starts_at", "id")
    )


def with_requests(visits: VisitQuerySet) -> VisitQuerySet:
    """The visits with wishes and time changes; `wishes_in` and `changes_in` read them."""
    wishes = Wish.objects.filter(visit_id=OuterRef("pk")).order_by("id")
    changes = TimeChange.objects.filter(visit_id=OuterRef("pk")).order_by("id")
    return visits.annotate(
        wish_list=ArraySubquery(
            wishes.values(
                json=JSONObject(
                    id="id", words="words", outcome="outcome", note="note", by="decided_by"
                )
            )
        ),
        change_list=ArraySubquery(
            changes.values(
                json=JSONObject(
                    id="id",
                    kind="kind",
                    reason="reason",
                    wishes="wishes",
                    answer="answer",
                    answered_at="answered_at",
                    made_by="made_by",
                )
            )
        ),
    )


def wishes_in(visit: Visit) -> list[dict[str, Any]]:
    """The wishes that `with_requests` brought along."""
    return list(visit.__dict__["wish_list"])


def changes_in(visit: Visit) -> list[dict[str, Any]]:
    """The wishes for another time that `with_requests` brought along."""
    return list(visit.__dict__["change_list"])

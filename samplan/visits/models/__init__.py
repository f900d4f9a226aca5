"""Visit types, visits, and what patients ask for around them."""

from samplan.visits.models.lists import KeptList
from samplan.visits.models.requests import TimeChange, TimeChangeKind, Wish, WishOutcome
from samplan.visits.models.types import Mode, Send, VisitType
from samplan.visits.models.visit import Visit, VisitQuerySet, VisitState

__all__ = [
    "KeptList",
    "Mode",
    "Send",
    "TimeChange",
    "TimeChangeKind",
    "Visit",
    "VisitQuerySet",
    "VisitState",
    "VisitType",
    "Wish",
    "WishOutcome",
]

"""A region's decisions on how long ended cases are kept."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import StaffActing
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.cases.models import FEWEST_DAYS, RemovalLog, RemovedKind, RetentionDecision
from samplan.common.dates import local
from samplan.organisations.models import Role

DECIDES = frozenset({Role.REGIONAL_ADMINISTRATOR.value})
MOST_SHOWN = 50


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What was decided: from `from_on`, cases of the kind go `after_days` days after they were
    ended; never where that is None."""

    kind: RemovedKind
    after_days: int | None
    from_on: date
    reference: str
    decided_by: str


@transaction.atomic
def decide(decision: Decision, *, acting: StaffActing, at: datetime) -> RetentionDecision:
    """Note what the acting's region has decided; it follows the decision before it.

    Raises Refused for other roles, for fewer than FEWEST_DAYS, and for a day that has passed.
    """
    if acting.role not in DECIDES:
        raise Refused(_("Your assignment does not let you do this."))
    if decision.after_days is not None and decision.after_days < FEWEST_DAYS:
        raise Refused(_("Cases are kept for at least %(days)d days.") % {"days": FEWEST_DAYS})
    if decision.from_on < local(at).date():
        raise Refused(_("A decision holds from today or a later day."))
    own = RetentionDecision.objects.filter(region_id=acting.clinic_id, kind=decision.kind)
    latest = own.order_by("-id").first()
    if latest is not None and _is_same(latest, decision):
        return latest  # sent twice: nothing new is decided
    noted = RetentionDecision.objects.create(
        region_id=acting.clinic_id,
        kind=decision.kind,
        after_days=decision.after_days,
        from_on=decision.from_on,
        reference=decision.reference,
        decided_by=decision.decided_by,
        noted_at=at,
        noted_by=acting.actor_name,
    )
    detail = {"kind": decision.kind, "after_days": decision.after_days}
    trail.record("retention.decided", acting=acting, patient_id=None, about=noted, detail=detail)
    return noted


def _is_same(noted: RetentionDecision, decision: Decision) -> bool:
    facts = ("after_days", "from_on", "reference", "decided_by")
    return all(getattr(noted, name) == getattr(decision, name) for name in facts)


def decisions_of(acting: StaffActing, *, today: date) -> list[tuple[RetentionDecision, bool]]:
    """The region's decisions, newest first, each with whether it is the one that holds today."""
    own = RetentionDecision.objects.filter(region_id=acting.clinic_id)
    holding = {each.pk for each in own.in_force(today)}
    newest = own.order_by("-from_on", "-id")[:MOST_SHOWN]
    return [(each, each.pk in holding) for each in newest]


def removals_of(acting: StaffActing) -> list[RemovalLog]:
    """What was removed by the region's decisions, latest first."""
    own = RemovalLog.objects.filter(decision__region_id=acting.clinic_id)
    return list(own.select_related("decision").order_by("-removed_at", "-id")[:MOST_SHOWN])

"""Cases that were ended long ago, and a region that has decided how long they are kept."""

from datetime import date, timedelta

from samplan.access.acting import StaffActing
from samplan.cases import actions
from samplan.cases.models import Case, RemovedKind
from samplan.cases.retention.decisions import Decision, decide
from samplan.cases.retention.delivering import mark_delivered
from samplan.cases.tests.world import say_as_care, started_case
from samplan.organisations.models import Organisation, OrganisationKind, Role
from tests.cast import AT, Cast, make_staff

KEPT_DAYS = 365
LATER = AT + timedelta(days=KEPT_DAYS + 1)


def regional(cast: Cast) -> StaffActing:
    """Rut, who notes what the region has decided."""
    region = Organisation.objects.get(kind=OrganisationKind.REGION)
    rut = make_staff("Rut", "Ask", "Regionadministratör", region, Role.REGIONAL_ADMINISTRATOR)
    acting = cast.acting(rut)
    assert isinstance(acting, StaffActing)
    return acting


def decided(acting: StaffActing, *, after_days: int | None = KEPT_DAYS, on: date | None = None):
    """The region's decision about cases that patients start."""
    decision = Decision(
        kind=RemovedKind.SERVICE,
        after_days=after_days,
        from_on=on or AT.date(),
        reference="HSN 2026-114",
        decided_by="Hälso- och sjukvårdsnämnden",
    )
    return decide(decision, acting=acting, at=AT)


def ended_case(cast: Cast, **facts) -> Case:
    """A conversation that Maria has answered and ended."""
    case = started_case(cast, **facts)
    say_as_care(cast, case, "Vi ringer.", "partial")
    case.refresh_from_db()
    actions.close(case, acting=cast.acting(cast.maria), at=AT)
    return Case.objects.get(pk=case.pk)


def delivered_case(cast: Cast, **facts) -> Case:
    """As `ended_case`, and the record has it."""
    case = ended_case(cast, **facts)
    return mark_delivered(case, seen=case.revision, acting=cast.acting(cast.maria), at=AT)

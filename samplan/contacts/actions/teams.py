"""A clinic's teams."""

import uuid
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from samplan.access.acting import StaffActing
from samplan.audit import trail
from samplan.common.dates import local
from samplan.contacts import policies
from samplan.contacts.actions.refusing import refused_in_words
from samplan.contacts.models import CareTeam, TeamMembership


@dataclass(frozen=True, kw_only=True)
class TeamFacts:
    """A team's name, what patients read about it, and whether it is in use."""

    name: str
    description: str = ""
    is_in_use: bool = True


@transaction.atomic
def make_team(
    facts: TeamFacts, members: Collection[uuid.UUID], *, acting: StaffActing, at: datetime
) -> CareTeam:
    """Make a team at the acting's clinic. Raises Refused for a name that is taken."""
    policies.check_may_manage(acting, acting.clinic_id)
    with refused_in_words():
        team = CareTeam.objects.create(clinic_id=acting.clinic_id, **asdict(facts))
    _let_in(team, members, at=at)
    trail.record("team.made", acting=acting, patient_id=None, about=team)
    return team


@transaction.atomic
def change_team(
    team: CareTeam,
    facts: TeamFacts,
    members: Collection[uuid.UUID],
    *,
    acting: StaffActing,
    at: datetime,
) -> CareTeam:
    """Change a team and who is in it. Raises Refused for a name that is taken."""
    policies.check_may_manage(acting, team.clinic_id)
    locked = CareTeam.objects.select_for_update().get(pk=team.pk)
    locked.name, locked.description = facts.name, facts.description
    locked.is_in_use = facts.is_in_use
    with refused_in_words():
        locked.save()
    locked.memberships.exclude(staff__in=members).delete()
    known = set(locked.memberships.values_list("staff_id", flat=True))
    _let_in(locked, set(members) - known, at=at)
    trail.record("team.changed", acting=acting, patient_id=None, about=locked)
    return locked


def _let_in(team: CareTeam, members: Collection[uuid.UUID], *, at: datetime) -> None:
    for each in members:
        policies.check_works_at(each, team.clinic_id, local(at).date())
    TeamMembership.objects.bulk_create(TeamMembership(team=team, staff_id=each) for each in members)

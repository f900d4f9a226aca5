"""The clinic's teams."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.policies import CARE_ROLES
from samplan.access.request import StaffRequest
from samplan.common.paging import after_in, page_after
from samplan.contacts import actions, queries
from samplan.contacts.forms import TeamForm
from samplan.contacts.views.doing import is_done


@staff_page("GET", roles=CARE_ROLES)
def teams(request: StaffRequest) -> HttpResponse:
    """The clinic's teams by name."""
    found = queries.all_teams(request.acting)
    rows, following = page_after(found, by="name", after=after_in(request), size=queries.PAGE)
    members = queries.members_of(rows)
    listed = [(row, ", ".join(one.full_name for one in members[row.pk])) for row in rows]
    return render(request, "contacts/staff/teams.html", {"rows": listed, "following": following})


@staff_page("GET", "POST", roles=CARE_ROLES)
def new_team(request: StaffRequest) -> HttpResponse:
    """Make a team."""
    acting, at = request.acting, request.at
    form = TeamForm(request.POST or None, people=queries.people_at(acting.clinic_id, request.today))
    if is_done(form, lambda: actions.make_team(form.facts(), form.chosen, acting=acting, at=at)):
        messages.success(request, _("The team is saved and can be chosen."))
        return redirect("contacts:staff-teams")
    return render(request, "contacts/staff/team.html", {"form": form})


@staff_page("GET", "POST", roles=CARE_ROLES)
def team(request: StaffRequest, team_id: uuid.UUID) -> HttpResponse:
    """Change a team."""
    acting, at = request.acting, request.at
    found = get_object_or_404(queries.all_teams(acting), pk=team_id)
    form = TeamForm(
        request.POST or None,
        people=queries.people_at(acting.clinic_id, request.today),
        initial={
            "name": found.name,
            "description": found.description,
            "is_in_use": found.is_in_use,
            "members": [str(each.pk) for each in queries.members_of([found])[found.pk]],
        },
    )
    if is_done(
        form, lambda: actions.change_team(found, form.facts(), form.chosen, acting=acting, at=at)
    ):
        messages.success(request, _("Saved."))
        return redirect("contacts:staff-teams")
    return render(request, "contacts/staff/team.html", {"form": form, "team": found})

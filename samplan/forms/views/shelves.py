"""What forms there are: one's own, and those from above; and one of them with its versions."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from samplan.access.gates import staff_page
from samplan.access.request import StaffRequest
from samplan.common.text import swedish_sort_key
from samplan.forms import usage
from samplan.forms.models import Bond, Questionnaire
from samplan.forms.supply import reach
from samplan.forms.supply.following import proposal_for
from samplan.forms.supply.histories import history_of
from samplan.forms.supply.policies import FORM_ADMINISTRATION
from samplan.organisations.models import OrganisationKind


@staff_page("GET", roles=FORM_ADMINISTRATION)
def forms(request: StaffRequest) -> HttpResponse:
    """The organisation's own forms, and the ones that it may take from above."""
    acting = request.acting
    context = {
        "rows": sorted(reach.all_of_own(acting), key=lambda row: swedish_sort_key(row.title)),
        "above": reach.all_from_above(acting),
    }
    return render(request, "forms/staff/list.html", context)


@staff_page("GET", roles=FORM_ADMINISTRATION)
def form(request: StaffRequest, form_id: uuid.UUID) -> HttpResponse:
    """One form: its state, its draft, and all its versions."""
    found = get_object_or_404(reach.own_forms(request.acting), pk=form_id)
    versions = list(reach.versions_of(found))
    context = {
        "form": found,
        "lines": history_of(versions),
        "newest": versions[0],
        "is_in_use": any(version.is_active for version in versions),
        "proposal": proposal_for(found),
        "places": reach.places_of(found),
        "origin": _origin(found),
        "can_limit": request.acting.organisation_kind == OrganisationKind.NATION,
        "uses": usage.count_of([found.pk]),
    }
    return render(request, "forms/staff/form.html", context)


def _origin(form: Questionnaire) -> str:
    """Where the form comes from, in words."""
    if form.origin is None:
        return str(Bond(form.bond).label)
    return f"{Bond(form.bond).label} · {form.origin.owner.name}"

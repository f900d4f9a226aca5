"""What forms there are: one's own, and those from above; and one of them with its versions."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from samplan.access.gates import staff_page
from samplan.access.request import StaffRequest
from samplan.common.paging import after_in
from samplan.common.text import swedish_sort_key
from samplan.forms import usage
from samplan.forms.models import Bond, Questionnaire, QuestionnaireVersion
from samplan.forms.queries import asks_patients
from samplan.forms.supply import reach
from samplan.forms.supply.followers import page_of_followers
from samplan.forms.supply.following import proposal_for
from samplan.forms.supply.histories import history_of
from samplan.forms.supply.policies import FORM_ADMINISTRATION
from samplan.forms.words import limit_said
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
    """One form: its state, its draft, all its versions, and who uses and follows it."""
    acting = request.acting
    found = get_object_or_404(reach.own_forms(acting), pk=form_id)
    versions = list(reach.versions_of(found))
    active = next((version for version in versions if version.is_active), None)
    context = {
        "form": found,
        "lines": history_of(versions),
        "newest": versions[0],
        "is_in_use": active is not None,
        "proposal": proposal_for(found),
        "places": reach.places_of(found),
        "origin": _origin(found),
        "can_limit": acting.organisation_kind == OrganisationKind.NATION,
        "uses": usage.used_by(found.pk, acting),
        "ways": usage.ways_to_use(acting) if active and asks_patients(found.pk) else [],
    }
    return render(request, "forms/staff/form.html", context | _followers(request, found, active))


def _followers(
    request: StaffRequest, form: Questionnaire, active: QuestionnaireVersion | None
) -> dict[str, object]:
    """Who follows the form; nothing is said of a clinic's, which nobody can follow."""
    if not reach.can_be_followed(request.acting):
        return {}
    number = active.number if active else None
    rows, following = page_of_followers(form, newest=number, after=after_in(request))
    return {"has_reach": True, "followers": rows, "following": following, "in_use": number}


def _origin(form: Questionnaire) -> str:
    """Where the form comes from and which regions alone see it, in words."""
    if form.origin is None:
        origin = str(Bond(form.bond).label)
    else:
        origin = f"{Bond(form.bond).label} · {form.origin.owner.name}"
    regions = form.__dict__["regions"]
    return f"{origin} · {limit_said(regions)}" if regions else origin

"""Forms as files: taken in, and handed out."""

import json
import uuid

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.policies import Refused
from samplan.access.request import StaffRequest
from samplan.forms.forms import ImportForm
from samplan.forms.supply import reach
from samplan.forms.supply.exchange import NotABundle, TakenIn, bundle_of, questionnaires_in, take_in
from samplan.forms.supply.policies import FORM_ADMINISTRATION


@staff_page("GET", "POST", roles=FORM_ADMINISTRATION)
def take(request: StaffRequest) -> HttpResponse:
    """Make drafts of the questionnaires in a file; say what is in the way of the others."""
    form = ImportForm(request.POST or None, request.FILES or None)
    taken: list[TakenIn] = []
    if form.is_valid():
        try:
            taken = _taken(request, form)
        except Refused as refusal:
            form.add_error("file", str(refusal))
    context = {"form": form, "taken": taken}
    return render(request, "forms/staff/import.html", context)


def _taken(request: StaffRequest, form: ImportForm) -> list[TakenIn]:
    try:
        content = json.loads(form.cleaned_data["file"].read())
    except (ValueError, RecursionError):
        raise NotABundle(_("The file is not JSON. Export it again as FHIR JSON.")) from None
    owner = reach.organisation_of(request.acting)
    return take_in(questionnaires_in(content), owner=owner, acting=request.acting, at=request.at)


@staff_page("GET", roles=FORM_ADMINISTRATION)
def hand_out(request: StaffRequest, version_id: uuid.UUID) -> HttpResponse:
    """A published version as a FHIR bundle."""
    version = get_object_or_404(reach.readable(request.acting), pk=version_id)
    name = f"{version.questionnaire.slug}-{version.number}.json"
    return JsonResponse(
        bundle_of([version]),
        content_type="application/fhir+json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )

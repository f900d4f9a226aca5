"""Case types as files: taken in, and handed out."""

import json
import uuid

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.policies import Refused
from samplan.access.request import StaffRequest
from samplan.cases.supply import exchange, reach
from samplan.cases.supply.exchange import TakenIn
from samplan.cases.supply.forms import TypesFileForm
from samplan.cases.supply.policies import TYPE_ADMINISTRATION


@staff_page("GET", "POST", roles=TYPE_ADMINISTRATION)
def take(request: StaffRequest) -> HttpResponse:
    """Make drafts of the case types in a file; say what is in the way of the others."""
    form = TypesFileForm(request.POST or None, request.FILES or None)
    taken: list[TakenIn] = []
    if form.is_valid():
        try:
            told = exchange.types_in(_content(form))
            taken = exchange.take_in(told, acting=request.acting)
        except Refused as refusal:
            form.add_error("file", str(refusal))
    return render(request, "cases/staff/types/import.html", {"form": form, "taken": taken})


def _content(form: TypesFileForm) -> object:
    try:
        return json.loads(form.cleaned_data["file"].read())
    except (ValueError, RecursionError):
        raise Refused(_("The file is not JSON. Export it again.")) from None


@staff_page("GET", roles=TYPE_ADMINISTRATION)
def hand_out(request: StaffRequest, type_version_id: uuid.UUID) -> HttpResponse:
    """A version as a file."""
    version = get_object_or_404(reach.readable(request.acting), pk=type_version_id)
    name = f"{version.case_type.slug}-{version.number}.json"
    return JsonResponse(
        exchange.file_of([version]),
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )

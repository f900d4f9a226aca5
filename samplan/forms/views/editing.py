"""The words and settings of one item, saved as one writes."""

import uuid
from functools import partial
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render

from samplan.access.gates import staff_page
from samplan.access.request import StaffRequest
from samplan.forms.building.changing import with_changed
from samplan.forms.building.editing import settings_of
from samplan.forms.forms_building import ItemForm
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.supply.policies import FORM_ADMINISTRATION
from samplan.forms.views.own_draft import (
    Chosen,
    changed,
    chosen_in,
    saved_word,
    sitting_in,
    to_builder,
)
from samplan.forms.workbench import Workbench, preview


@staff_page("GET", "POST", roles=FORM_ADMINISTRATION)
def item(request: StaffRequest, form_id: uuid.UUID) -> HttpResponse:
    """The item's words and settings."""
    chosen = chosen_in(request, form_id)
    form = _form(request, chosen)
    if request.method != "POST":
        return _draw(request, chosen, form)
    saved = _saved(request, chosen, form) if form.is_valid() else None
    if "HX-Request" in request.headers:
        return _word(request, chosen, saved, form)
    if saved is None:
        return _draw(request, chosen, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if "_more" in request.POST:
        chosen = chosen_in(request, form_id)
        return _draw(request, chosen, _form(request, chosen, is_posted=False))
    return to_builder(form_id, chosen.link_id)


def _form(request: StaffRequest, chosen: Chosen, *, is_posted: bool = True) -> ItemForm:
    settings = settings_of(chosen.item, chosen.component, chosen.source)
    data = request.POST if is_posted and request.method == "POST" else None
    return ItemForm(data, settings=settings, is_group=chosen.is_group)


def _saved(request: StaffRequest, chosen: Chosen, form: ItemForm) -> QuestionnaireVersion | None:
    document = with_changed(chosen.document, chosen.link_id, form.item_settings(), chosen.source)
    return changed(request, chosen.draft, document, refused=partial(form.add_error, None))


def _draw(
    request: StaffRequest, chosen: Chosen, form: ItemForm, *, status: int = HTTPStatus.OK
) -> HttpResponse:
    bench = Workbench(chosen.draft, chosen.link_id)
    context = {
        "chosen": chosen,
        "draft": chosen.draft,
        "bench": bench,
        "form": form,
        "preview": preview(bench),
        "over": chosen.draft.revision,
        "sitting": sitting_in(request),
    }
    return render(request, "forms/staff/builder/item.html", context, status=status)


def _word(
    request: StaffRequest, chosen: Chosen, saved: QuestionnaireVersion | None, form: ItemForm
) -> HttpResponse:
    """Whether it is saved. The phone then asks for itself how it looks: that takes longer."""
    word = saved_word(request, chosen.draft, saved, form)
    if saved:
        word["HX-Trigger-After-Swap"] = "saved"
    return word

"""The words and settings of one item, saved as one writes."""

import uuid
from functools import partial
from http import HTTPStatus

from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from samplan.access.gates import staff_page
from samplan.access.request import StaffRequest
from samplan.forms.building.editing import settings_of
from samplan.forms.building.palette import Component
from samplan.forms.building.texts import Json
from samplan.forms.forms_building import ItemForm
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.supply.opening import OpenedItem
from samplan.forms.supply.policies import FORM_ADMINISTRATION
from samplan.forms.views.own_draft import (
    Chosen,
    chosen_in,
    opened_in,
    or_to_form,
    saved_word,
    sitting_in,
    to_builder,
    with_settings,
)
from samplan.forms.workbench import Workbench, preview


@staff_page("GET", "POST", roles=FORM_ADMINISTRATION)
@or_to_form
def item(request: StaffRequest, form_id: uuid.UUID) -> HttpResponse:
    """The item's words and settings."""
    return _save(request, form_id) if request.method == "POST" else _show(request, form_id)


def _save(request: StaffRequest, form_id: uuid.UUID) -> HttpResponse:
    opened = opened_in(request, form_id)
    form = _form(opened.item, opened.component, opened.source, request.POST)
    saved = _saved(request, opened, form) if form.is_valid() else None
    if "HX-Request" in request.headers:
        return _word(request, opened.draft, saved)
    if saved is None:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _draw(request, chosen_in(request, form_id), form, status=status)
    if "_more" in request.POST:
        return _show(request, form_id)
    return to_builder(form_id, opened.link_id)


def _show(request: StaffRequest, form_id: uuid.UUID) -> HttpResponse:
    chosen = chosen_in(request, form_id)
    return _draw(request, chosen, _form(chosen.item, chosen.component, chosen.source))


def _form(
    item: Json, component: Component, source: str, posted: QueryDict | None = None
) -> ItemForm:
    settings = settings_of(item, component, source)
    return ItemForm(posted, settings=settings, is_group=item.get("type") == "group")


def _saved(
    request: StaffRequest, opened: OpenedItem, form: ItemForm
) -> QuestionnaireVersion | None:
    refused = partial(form.add_error, None)
    return with_settings(request, opened, form.item_settings(), refused=refused)


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
    request: StaffRequest, draft: QuestionnaireVersion, saved: QuestionnaireVersion | None
) -> HttpResponse:
    """Whether it is saved. The phone then asks for itself how it looks: that takes longer."""
    context = saved_word(request, draft, saved)
    word = render(request, "forms/staff/builder/saved.html", context, status=HTTPStatus.ACCEPTED)
    if saved:
        word["HX-Trigger-After-Swap"] = "saved"
    return word

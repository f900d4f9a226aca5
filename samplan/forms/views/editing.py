"""The words and settings of one item, saved as one writes."""

import uuid
from functools import partial
from http import HTTPStatus
from typing import TypeAlias

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from samplan.access.gates import staff_page
from samplan.access.request import StaffRequest
from samplan.forms.building.editing import settings_of
from samplan.forms.building.palette import Component
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.supply.drafting import change_draft
from samplan.forms.supply.opening import OpenedItem
from samplan.forms.supply.policies import FORM_ADMINISTRATION
from samplan.forms.views.own_draft import (
    Chosen,
    chosen_in,
    draft_of,
    opened_in,
    or_to_form,
    to_builder,
    to_item,
)
from samplan.forms.views.saving import (
    over_in,
    saved_word,
    sitting_in,
    unless_refused,
    with_settings,
)
from samplan.forms.workbench.bench import Workbench, preview
from samplan.forms.workbench.item_form import ItemForm
from samplan.forms.workbench.option_rows import MOST_OPTIONS, small_number
from samplan.ui.components.saving import is_by_script

Edited: TypeAlias = Chosen | OpenedItem


@staff_page("GET", "POST", roles=FORM_ADMINISTRATION)
@or_to_form
def item(request: StaffRequest, form_id: uuid.UUID) -> HttpResponse:
    """The item's words and settings."""
    if request.method == "POST":
        return _save(request, form_id)
    chosen = chosen_in(request, form_id)
    return _draw(request, chosen, _form(request, chosen))


def _save(request: StaffRequest, form_id: uuid.UUID) -> HttpResponse:
    opened = opened_in(request, form_id)
    form = _form(request, opened)
    saved = _saved(request, opened, form) if form.is_valid() else None
    if is_by_script(request):
        return _word(request, opened.draft, saved, form)
    if saved is None:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _draw(request, chosen_in(request, form_id), form, status=status)
    if "_row" in request.POST and opened.component is Component.MATRIX:
        return _with_row(request, form_id, opened.link_id)
    return _onwards(request, form_id, opened.link_id, form)


def _form(request: StaffRequest, of: Edited) -> ItemForm:
    return ItemForm(
        _posted(request),
        settings=settings_of(of.item, of.component, of.source),
        is_group=of.item.get("type") == "group",
        spare=_count(request.GET.get("tomma", "")) or 1,
    )


def _posted(request: StaffRequest) -> QueryDict | None:
    """What is posted, with nothing in the row of an answer that is to be taken away."""
    if request.method != "POST":
        return None
    if "_drop" not in request.POST:
        return request.POST
    data = request.POST.copy()
    for part in ("own", "english", "score"):
        data[f"option-{_count(request.POST['_drop'])}-{part}"] = ""
    return data


def _count(written: str) -> int:
    return small_number(written) or 0


def _onwards(
    request: StaffRequest, form_id: uuid.UUID, link_id: str, form: ItemForm
) -> HttpResponse:
    """Back to the row that is new, or that came in the place of the one taken away."""
    rows, empty = len(form.rows), form.empty_rows
    if "_more" in request.POST:
        place, empty = min(rows, MOST_OPTIONS - 1), empty + 1
    elif "_drop" in request.POST:
        place, empty = min(_count(request.POST["_drop"]), max(rows - 2, 0)), empty - 1
    else:
        return to_builder(form_id, link_id)
    return to_item(form_id, link_id, f"#id_option-{place}-own", tomma=max(empty, 1))


def _with_row(request: StaffRequest, form_id: uuid.UUID, table: str) -> HttpResponse:
    """A row more in the table, and on to its words."""
    draft = draft_of(request, form_id)
    document, row = Workbench(draft).with_added(Component.ROW, table)
    change = partial(change_draft, draft, document, over=draft.revision)
    added = unless_refused(change, request, partial(messages.error, request))
    return to_item(form_id, row if added else table)


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
        "keys": form.keys(is_read=over_in(request) in (-1, chosen.draft.revision)),
        "preview": preview(bench),
        "over": chosen.draft.revision,
        "sitting": sitting_in(request),
    }
    return render(request, "forms/staff/builder/item.html", context, status=status)


def _word(
    request: StaffRequest,
    draft: QuestionnaireVersion,
    saved: QuestionnaireVersion | None,
    form: ItemForm,
) -> HttpResponse:
    """Whether it is saved. The phone then asks for itself how it looks: that takes longer."""
    word = saved_word(request, draft, saved, form, form.saved_keys() if saved else form.keys())
    if saved:
        word["HX-Trigger-After-Swap"] = "saved"
    return word

"""The words and settings of one item, saved as one writes."""

import uuid
from functools import partial
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from samplan.access.gates import staff_page
from samplan.access.policies import Refused
from samplan.access.request import StaffRequest
from samplan.forms.building.changing import with_changed
from samplan.forms.building.editing import settings_of
from samplan.forms.building.palette import Component
from samplan.forms.forms_building import ItemForm
from samplan.forms.forms_options import MOST_OPTIONS
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.supply import drafting
from samplan.forms.supply.policies import FORM_ADMINISTRATION
from samplan.forms.views.own_draft import (
    Chosen,
    changed,
    chosen_in,
    saved_word,
    sitting_in,
    to_builder,
    to_item,
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
    if "_row" in request.POST and chosen.is_table:
        return _with_row(request, saved, chosen.link_id)
    return _onwards(request, chosen, form)


def _form(request: StaffRequest, chosen: Chosen) -> ItemForm:
    settings = settings_of(chosen.item, chosen.component, chosen.source)
    return ItemForm(
        _posted(request),
        settings=settings,
        is_group=chosen.is_group,
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
    return int(written) if written.isdecimal() and len(written) < 4 else 0


def _onwards(request: StaffRequest, chosen: Chosen, form: ItemForm) -> HttpResponse:
    """Back to the row that is new, or that came in the place of the one taken away."""
    rows, empty = len(form.rows), form.empty_rows
    if "_more" in request.POST:
        place, empty = min(rows, MOST_OPTIONS - 1), empty + 1
    elif "_drop" in request.POST:
        place, empty = min(_count(request.POST["_drop"]), max(rows - 2, 0)), empty - 1
    else:
        return to_builder(chosen.form_id, chosen.link_id)
    part = f"#id_option-{place}-own"
    return to_item(chosen.form_id, chosen.link_id, part, tomma=max(empty, 1))


def _with_row(request: StaffRequest, saved: QuestionnaireVersion, table: str) -> HttpResponse:
    """A row more in the table, and on to its words."""
    document, row = Workbench(saved).with_added(Component.ROW, table)
    try:
        drafting.change_draft(
            saved, document, over=saved.revision, acting=request.acting, at=request.at
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return to_item(saved.questionnaire_id, table)
    return to_item(saved.questionnaire_id, row)


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

"""When an item of a draft is shown: one condition at a time, in words."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.request import StaffRequest
from samplan.common.text import number_in
from samplan.forms.building import asking, enabling, tree
from samplan.forms.building.texts import Json
from samplan.forms.supply.policies import FORM_ADMINISTRATION
from samplan.forms.views.own_draft import Chosen, chosen_in, or_to_form, to_item
from samplan.forms.views.saving import changed
from samplan.forms.workbench.condition_form import ConditionForm, value_field


@staff_page("GET", "POST", roles=FORM_ADMINISTRATION)
@or_to_form
def condition(request: StaffRequest, form_id: uuid.UUID) -> HttpResponse:
    """Choose a question that stands before, then which answer the item is shown by."""
    chosen = chosen_in(request, form_id)
    questions = _questions(chosen)
    asked = _asked(chosen, request.GET.get("fraga", ""), {key for key, _words in questions})
    form = _form(request, chosen, asked) if asked else None
    item = _with_asked(chosen, asked, form) if asked and form and form.is_valid() else None
    if item is not None:
        return _change(request, chosen, lambda _now: item)
    context = {
        "chosen": chosen,
        "draft": chosen.draft,
        "questions": questions,
        "asked": asked,
        "form": form,
    }
    return render(request, "forms/staff/builder/condition.html", context)


@staff_page("POST", roles=FORM_ADMINISTRATION)
@or_to_form
def remove(request: StaffRequest, form_id: uuid.UUID) -> HttpResponse:
    """Take one condition away."""
    place = number_in(request.POST.get("place", ""), digits=9)
    if place is None:
        raise Http404
    return _change(
        request,
        chosen_in(request, form_id),
        lambda item: enabling.without_condition(item, place),
    )


@staff_page("POST", roles=FORM_ADMINISTRATION)
@or_to_form
def behavior(request: StaffRequest, form_id: uuid.UUID) -> HttpResponse:
    """Whether all of the conditions are to hold, or one of them."""
    is_any = request.POST.get("behavior") == "any"
    return _change(
        request,
        chosen_in(request, form_id),
        lambda item: enabling.with_behavior(item, is_any=is_any),
    )


def _questions(chosen: Chosen) -> list[tuple[str, str]]:
    """The name and words of each question that can be asked."""
    found = asking.askable(chosen.document, chosen.item)
    return [(placed.link_id, str(placed.item.get("text") or "")) for placed in found]


def _with_asked(chosen: Chosen, asked: Json, form: ConditionForm) -> dict[str, Any] | None:
    """The item with what the form asks; None where it cannot be, which the form then says."""
    new = [asking.condition(asked, key, form.written()) for key in form.chosen()]
    try:
        return enabling.with_asked(chosen.item, new)
    except enabling.CannotBeJoined:
        form.add_error(
            "answers",
            _(
                "This cannot be put together with the conditions that it has. Choose one answer, "
                "or take the other conditions away first."
            ),
        )
        return None


def _asked(chosen: Chosen, link_id: str, known: set[str]) -> Json | None:
    return tree.find(chosen.document, link_id) if link_id in known else None


def _form(request: StaffRequest, chosen: Chosen, asked: Json) -> ConditionForm:
    ways, answers = (
        [(each.key, each.words) for each in found(asked, chosen.source)]
        for found in (asking.alternatives, asking.answers_of)
    )
    value: forms.Field | None = None
    if asking.takes_value(asked):
        value = value_field(str(asked["type"]))
    data = request.POST if request.method == "POST" else None
    return ConditionForm(data, ways=ways, answers=answers, value=value)


def _change(
    request: StaffRequest, chosen: Chosen, change: Callable[[Json], dict[str, Any]]
) -> HttpResponse:
    document = tree.replaced(chosen.document, chosen.link_id, change(chosen.item))
    if changed(request, chosen.draft, document, refused=partial(messages.error, request)):
        messages.success(request, _("Saved."))
    return to_item(chosen.draft.questionnaire_id, chosen.link_id, "#villkor")

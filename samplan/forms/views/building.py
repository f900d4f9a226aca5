"""The builder: the draft with its palette, and every change that is one press."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.policies import Refused
from samplan.access.request import StaffRequest
from samplan.forms.building import enabling, placing, tree
from samplan.forms.building.palette import MEASUREMENTS, PALETTE
from samplan.forms.supply import drafting, item_changing, opening, reach
from samplan.forms.supply.policies import FORM_ADMINISTRATION
from samplan.forms.views.own_draft import draft_of, or_to_form, to_builder, to_item
from samplan.forms.views.saving import changed, over_in, unless_refused
from samplan.forms.workbench.bench import Workbench, preview
from samplan.forms.workbench.last_change import last_change
from samplan.ui.components.saving import is_by_script

STEPS: Final = {"up": -1, "down": 1}  # among those beside it

Changed = tuple[dict[str, Any], str]  # the document, and what is chosen afterwards


@staff_page("GET", roles=FORM_ADMINISTRATION)
@or_to_form
def builder(request: StaffRequest, form_id: uuid.UUID) -> HttpResponse:
    """The draft, one page of it at a time."""
    opened = opening.opened_of_own(request.acting, form_id=form_id)
    bench = Workbench(opened.draft, request.GET.get("vald", ""))
    context = {
        "draft": opened.draft,
        "bench": bench,
        "palette": PALETTE[:-1] if bench.is_bound else PALETTE,  # pages come last
        "measurements": MEASUREMENTS,
        "last_change": last_change(opened),
    }
    return render(request, "forms/staff/builder/builder.html", context)


@staff_page("POST", roles=FORM_ADMINISTRATION)
def begin(request: StaffRequest, form_id: uuid.UUID) -> HttpResponse:
    """Begin a draft from the newest version, or go on with the one there is."""
    form = get_object_or_404(reach.own_forms(request.acting), pk=form_id)
    drafting.begin_draft(form, acting=request.acting, at=request.at)
    return redirect("forms:builder", form_id)


@staff_page("GET", "POST", roles=FORM_ADMINISTRATION)
@or_to_form
def look(request: StaffRequest, form_id: uuid.UUID) -> HttpResponse:
    """One page as patients see it, with whatever was tried on it; nothing is kept."""
    bench = Workbench(draft_of(request, form_id), request.GET.get("vald", ""))
    tried = request.POST.getlist if request.method == "POST" else None
    context = {"bench": bench, "draft": bench.draft, "preview": preview(bench, tried)}
    is_part = is_by_script(request)
    template = "forms/staff/builder/phone.html" if is_part else "forms/staff/builder/look.html"
    return render(request, template, context)


@staff_page("POST", roles=FORM_ADMINISTRATION)
@or_to_form
def add(request: StaffRequest, form_id: uuid.UUID) -> HttpResponse:
    """Add a component after what is chosen, and go on to its words."""
    name, after = request.POST.get("component", ""), request.POST.get("id", "")
    bench = Workbench(draft_of(request, form_id))
    return _change(request, form_id, lambda _now: bench.with_added(name, after), to_words=True)


@staff_page("POST", roles=FORM_ADMINISTRATION)
@or_to_form
def move(request: StaffRequest, form_id: uuid.UUID) -> HttpResponse:
    """Move an item: up, down, before another, or last in a group."""
    link_id, way = request.POST.get("id", ""), request.POST.get("to", "")
    if way in STEPS:
        return _step(request, form_id, link_id, STEPS[way])
    other = request.POST.get("other", "")
    return _change(
        request, form_id, lambda document: (placing.moved(document, link_id, way, other), link_id)
    )


def _step(request: StaffRequest, form_id: uuid.UUID, link_id: str, step: int) -> HttpResponse:
    place = opening.place_of_own(request.acting, form_id=form_id, link_id=link_id)
    move = partial(item_changing.move_item, place, link_id, step, over=over_in(request))
    unless_refused(move, request, partial(messages.error, request))
    return to_builder(form_id, link_id)


@staff_page("POST", roles=FORM_ADMINISTRATION)
@or_to_form
def copy(request: StaffRequest, form_id: uuid.UUID) -> HttpResponse:
    """Put a copy after an item."""
    link_id = request.POST.get("id", "")
    bench = Workbench(draft_of(request, form_id))
    return _change(request, form_id, lambda _now: bench.with_copy(link_id))


@staff_page("POST", roles=FORM_ADMINISTRATION)
@or_to_form
def remove(request: StaffRequest, form_id: uuid.UUID) -> HttpResponse:
    """Take an item away; asks first where more goes with it, or is shown by the answers to it."""
    draft, link_id = draft_of(request, form_id), request.POST.get("id", "")
    gone = placing.ids_of(draft.document, link_id)
    context = {
        "draft": draft,
        "id": link_id,
        "inside": placing.questions_in(draft.document, link_id),
        "depending": list(enabling.dependents(draft.document, gone)),
    }
    if (context["inside"] or context["depending"]) and request.POST.get("sure") != "yes":
        return render(request, "forms/staff/builder/remove.html", context)
    return _change(request, form_id, lambda document: placing.without(document, link_id))


@staff_page("POST", roles=FORM_ADMINISTRATION)
@or_to_form
def undo(request: StaffRequest, form_id: uuid.UUID) -> HttpResponse:
    """Take the newest change back."""
    opened = opening.opened_of_own(request.acting, form_id=form_id)
    try:
        drafting.undo(opened.draft, over=over_in(request), acting=request.acting, at=request.at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Undone: %s.") % last_change(opened))
    return to_builder(form_id, request.POST.get("id", ""))


@staff_page("POST", roles=FORM_ADMINISTRATION)
@or_to_form
def discard(request: StaffRequest, form_id: uuid.UUID) -> HttpResponse:
    """Throw the draft away; what is published stays."""
    try:
        drafting.discard(draft_of(request, form_id), over=over_in(request), acting=request.acting)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return to_builder(form_id)
    messages.success(request, _("The draft is thrown away. What is published stays."))
    return redirect("forms:form", form_id)


def _change(
    request: StaffRequest,
    form_id: uuid.UUID,
    change: Callable[[dict[str, Any]], Changed],
    *,
    to_words: bool = False,
) -> HttpResponse:
    """Change the draft and come back to what is chosen; a refusal is said there."""
    draft = draft_of(request, form_id)
    try:
        document, chosen = change(draft.document)
    except (tree.NotThere, ValueError):
        raise Http404 from None
    if not changed(request, draft, document, refused=partial(messages.error, request)):
        return to_builder(form_id, request.POST.get("id", ""))
    return to_item(form_id, chosen) if to_words else to_builder(form_id, chosen)

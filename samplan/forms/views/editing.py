"""The words and settings of one item, saved as one writes; when it is shown; and of the whole."""

import secrets
import uuid
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.policies import Refused
from samplan.access.request import StaffRequest
from samplan.forms.building import asking, tree
from samplan.forms.building.changing import with_changed
from samplan.forms.building.editing import facts_of
from samplan.forms.building.palette import LABELS, Component, component_of
from samplan.forms.building.texts import Json, source_of, words_of
from samplan.forms.forms_building import ItemForm
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.supply import drafting
from samplan.forms.supply.policies import FORM_ADMINISTRATION
from samplan.forms.views.building import draft_of, over_in, to_builder
from samplan.forms.workbench import Workbench, preview


@dataclass(frozen=True)
class Chosen:
    """One item of a draft, and what it is in the builder."""

    draft: QuestionnaireVersion
    item: Json
    component: Component

    @property
    def link_id(self) -> str:
        """Its name in the form."""
        return str(self.item["linkId"])

    @property
    def document(self) -> dict[str, Any]:
        """The form that it stands in."""
        document: dict[str, Any] = self.draft.document
        return document

    @property
    def source(self) -> str:
        """The form's own language."""
        return source_of(self.document)

    @property
    def kind(self) -> object:
        """What it is, in words."""
        return LABELS[self.component]

    @property
    def encoded(self) -> str:
        """Its name as part of an address."""
        return quote(self.link_id, safe="")

    @property
    def words(self) -> str:
        """Its words in the form's own language."""
        return words_of(self.item, self.source, self.source)

    @property
    def is_any(self) -> bool:
        """Whether one of its conditions is enough."""
        return self.item.get("enableBehavior") == "any"

    def form(self, request: StaffRequest) -> ItemForm:
        """Its facts to fill in."""
        facts = facts_of(self.item, self.component, self.source)
        is_group = self.item.get("type") == "group"
        data = request.POST if request.method == "POST" else None
        return ItemForm(data, facts=facts, is_group=is_group)

    def conditions(self) -> list[asking.Condition]:
        """When it is shown."""
        return asking.conditions_of(self.item, tree.by_id(self.document), self.source)


def chosen_in(request: StaffRequest, form_id: uuid.UUID) -> Chosen:
    """The item that the address names. 404 where it is not in the draft."""
    draft, link_id = draft_of(request, form_id), request.GET.get("vald", "")
    for placed in tree.walk(draft.document):
        if placed.link_id == link_id:
            parent = tree.find(draft.document, placed.parent_id) if placed.parent_id else None
            component = component_of(placed.item, depth=placed.depth, parent=parent)
            return Chosen(draft, placed.item, component)
    raise Http404


@staff_page("GET", "POST", roles=FORM_ADMINISTRATION)
def item(request: StaffRequest, form_id: uuid.UUID) -> HttpResponse:
    """The item's words and settings."""
    chosen = chosen_in(request, form_id)
    form = chosen.form(request)
    if request.method != "POST":
        return _draw(request, chosen, form)
    try:
        saved = _save(request, chosen, form) if form.is_valid() else None
    except Refused as refusal:
        form.add_error(None, str(refusal))
        saved = None
    if "HX-Request" in request.headers:
        return _word(request, saved)
    if saved is None:
        return _draw(request, chosen, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if "_more" in request.POST:
        return _draw(request, chosen_in(request, form_id), None)
    return to_builder(form_id, chosen.link_id)


def _save(request: StaffRequest, chosen: Chosen, form: ItemForm) -> QuestionnaireVersion:
    return drafting.change_draft(
        chosen.draft,
        with_changed(chosen.document, chosen.link_id, form.facts(), chosen.source),
        over=over_in(request),
        acting=request.acting,
        at=request.at,
        sitting=request.POST.get("_sitting", "").replace("\x00", "")[:32],
    )


def _draw(
    request: StaffRequest, chosen: Chosen, form: ItemForm | None, *, status: int = HTTPStatus.OK
) -> HttpResponse:
    if form is None:
        facts = facts_of(chosen.item, chosen.component, chosen.source)
        form = ItemForm(None, facts=facts, is_group=chosen.item.get("type") == "group")
    bench = Workbench(chosen.draft, chosen.link_id)
    context = {
        "chosen": chosen,
        "draft": chosen.draft,
        "bench": bench,
        "form": form,
        "preview": preview(bench),
        "over": chosen.draft.revision,
        "sitting": request.POST.get("_sitting") or secrets.token_hex(16),
    }
    return render(request, "forms/staff/builder/item.html", context, status=status)


def _word(request: StaffRequest, saved: QuestionnaireVersion | None) -> HttpResponse:
    """What the script is told: whether it is saved, and the new revision.

    The phone asks for itself how it looks then: to draw it takes longer than to save.
    """
    context = {
        "over": saved.revision if saved else over_in(request),
        "saved_at": request.at if saved else None,
        "said": "" if saved else _("Not saved yet: press Save to see what to mend."),
    }
    word = render(request, "forms/staff/builder/saved.html", context, status=HTTPStatus.ACCEPTED)
    if saved:
        word["HX-Trigger-After-Swap"] = "saved"
    return word

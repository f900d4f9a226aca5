"""The draft that a page of the builder is about, and the item chosen in it."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeAlias
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from samplan.access.request import StaffRequest
from samplan.forms.building import asking, tree
from samplan.forms.building.palette import LABELS, Component, component_of
from samplan.forms.building.texts import Json, source_of, words_of
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.supply import opening, reach
from samplan.ui.components.saving import is_by_script

DraftView: TypeAlias = Callable[[StaffRequest, uuid.UUID], HttpResponse]


@dataclass(frozen=True)
class Chosen:
    """One item of a draft, and what it is in the builder."""

    draft: QuestionnaireVersion
    item: Json
    component: Component
    source: str  # the form's own language

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
    def kind(self) -> object:
        """What it is, in words."""
        return LABELS[self.component]

    @property
    def form_id(self) -> uuid.UUID:
        """The form that it stands in, by its key."""
        key: uuid.UUID = self.draft.questionnaire_id
        return key

    @property
    def is_table(self) -> bool:
        """A table, whose rows are questions with the same answers to choose from."""
        return self.component is Component.MATRIX

    def rows(self) -> list[tuple[str, str]]:
        """The linkIds of a table's rows, with their words."""
        rows = [row for row in tree.items_in(self.item) if not tree.is_hint(row)]
        return [(str(row["linkId"]), words_of(row, self.source, self.source)) for row in rows]

    @property
    def encoded(self) -> str:
        """Its name as part of an address."""
        return quote(self.link_id, safe="")

    @property
    def words(self) -> str:
        """Its words in the form's own language."""
        return words_of(self.item, self.source, self.source)

    @property
    def is_group(self) -> bool:
        """It holds other items."""
        return self.item.get("type") == "group"

    @property
    def is_any(self) -> bool:
        """Whether one of its conditions is enough."""
        return self.item.get("enableBehavior") == "any"

    def conditions(self) -> list[asking.Condition]:
        """When it is shown."""
        return asking.conditions_of(self.item, tree.by_id(self.document), self.source)


def or_to_form(view: DraftView) -> DraftView:
    """The view; to the form's page, with a word, where its draft is gone since the page was drawn.

    A script that saves as one writes is told that there is no such page: it draws no other.
    """

    @wraps(view)
    def led(request: StaffRequest, form_id: uuid.UUID) -> HttpResponse:
        try:
            return view(request, form_id)
        except Http404:
            is_ours = reach.own_forms(request.acting).filter(pk=form_id)
            is_there = opening.has_draft(request.acting, form_id)
            if is_there or is_by_script(request) or not is_ours.exists():
                raise
        messages.info(
            request,
            _("The draft is no longer there: it is published or thrown away. Here is the form."),
        )
        return redirect("forms:form", form_id)

    return led


def chosen_in(request: StaffRequest, form_id: uuid.UUID) -> Chosen:
    """The item that the address names. 404 where it is not in the draft."""
    draft, link_id = draft_of(request, form_id), request.GET.get("vald", "")
    for placed in tree.walk(draft.document):
        if placed.link_id == link_id:
            parent = tree.find(draft.document, placed.parent_id) if placed.parent_id else None
            component = component_of(placed.item, depth=placed.depth, parent=parent)
            return Chosen(draft, placed.item, component, source_of(draft.document))
    raise Http404


def opened_in(request: StaffRequest, form_id: uuid.UUID) -> opening.OpenedItem:
    """The item that the address names, read without the others. 404 as `chosen_in`."""
    link_id = request.GET.get("vald", "")
    return opening.item_of_own(request.acting, form_id=form_id, link_id=link_id)


def draft_of(request: StaffRequest, form_id: uuid.UUID) -> QuestionnaireVersion:
    """The form's draft, where it is the acting's own."""
    return opening.draft_of_own(request.acting, form_id=form_id)


def to_builder(form_id: uuid.UUID, chosen: str = "") -> HttpResponseRedirect:
    """To the builder, with an item chosen and in view."""
    address = reverse("forms:builder", args=[form_id])
    query = f"?{urlencode({'vald': chosen})}#vald" if chosen else ""
    return HttpResponseRedirect(address + query)


def to_item(form_id: uuid.UUID, chosen: str, part: str = "", **query: int) -> HttpResponseRedirect:
    """To the words and settings of an item, with a part of them in view."""
    address = reverse("forms:item", args=[form_id])
    return HttpResponseRedirect(f"{address}?{urlencode([('vald', chosen), *query.items()])}{part}")

"""The draft that a page of the builder is about, the item chosen in it, and changing it."""

import json
import re
import secrets
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial, wraps
from http import HTTPStatus
from typing import Any, TypeAlias
from urllib.parse import quote

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from samplan.access.policies import Refused
from samplan.access.request import StaffRequest
from samplan.common.text import number_in
from samplan.forms.building import asking, tree
from samplan.forms.building.editing import ItemSettings
from samplan.forms.building.palette import LABELS, Component, component_of
from samplan.forms.building.texts import Json, source_of, words_of
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.supply import drafting, item_changing, opening, reach
from samplan.ui.components.saving import faults_told

DraftView: TypeAlias = Callable[[StaffRequest, uuid.UUID], HttpResponse]

SITTING = re.compile("[A-Za-z0-9-]{1,32}")


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
            if is_there or "HX-Request" in request.headers or not is_ours.exists():
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


def changed(
    request: StaffRequest,
    draft: QuestionnaireVersion,
    document: Mapping[str, Any],
    *,
    refused: Callable[[str], object],
) -> QuestionnaireVersion | None:
    """The draft with another document, as the page posts it.

    None where it is refused: `refused` is told why.
    """
    over, sitting = over_in(request), _posted_sitting(request)
    change = partial(drafting.change_draft, draft, document, over=over, sitting=sitting)
    return unless_refused(change, request, refused)


def with_settings(
    request: StaffRequest,
    opened: opening.OpenedItem,
    settings: ItemSettings,
    *,
    refused: Callable[[str], object],
) -> QuestionnaireVersion | None:
    """The draft with other settings of an item, as the page posts them; as `changed`."""
    over, sitting = over_in(request), _posted_sitting(request)
    change = partial(item_changing.change_item, opened, settings, over=over, sitting=sitting)
    return unless_refused(change, request, refused)


def unless_refused(
    change: Callable[..., QuestionnaireVersion],
    request: StaffRequest,
    refused: Callable[[str], object],
) -> QuestionnaireVersion | None:
    """The draft as it is changed by the one who asks; None where `refused` is told why not."""
    try:
        return change(acting=request.acting, at=request.at)
    except Refused as refusal:
        refused(str(refusal))
        return None


def saved_word(
    request: StaffRequest,
    draft: QuestionnaireVersion,
    saved: QuestionnaireVersion | None,
    form: Form,
) -> HttpResponse:
    """What the script is told while one writes: whether it is saved, the new revision, and what
    is to be put right at which field of `form`."""
    context = {
        "draft": saved or draft,
        "over": saved.revision if saved else over_in(request),
        "saved_at": request.at if saved else None,
        "said": "" if saved else _unsaved(form),
    }
    word = render(request, "forms/staff/builder/saved.html", context, status=HTTPStatus.ACCEPTED)
    said = {
        form[name].auto_id: " ".join(map(str, each))
        for name, each in form.errors.items()
        if name in form.fields
    }
    word["HX-Trigger"] = json.dumps(faults_told(said))
    return word


def _unsaved(form: Form) -> str:
    """Why it is not saved: by what concerns it all, else by what stands at the fields."""
    if whole := form.non_field_errors():
        return " ".join([_("Not saved yet."), *map(str, whole)])
    words = {"button": _("Save and go back")}
    return _("Not saved yet. Put right what is marked, or press “%(button)s”.") % words


def sitting_in(request: StaffRequest) -> str:
    """The window that saves as one writes: the page's own, else a new one."""
    return _posted_sitting(request) or secrets.token_hex(16)


def _posted_sitting(request: StaffRequest) -> str:
    """Empty where it is none that a page of ours has given."""
    posted = request.POST.get("_sitting", "")
    return posted if SITTING.fullmatch(posted) else ""


def over_in(request: StaffRequest) -> int:
    """The revision that the page was drawn of; -1, which none has, where it says nothing."""
    number = number_in(request.POST.get("over", ""), digits=9)
    return -1 if number is None else number


def to_builder(form_id: uuid.UUID, chosen: str = "") -> HttpResponseRedirect:
    """To the builder, with an item chosen and in view."""
    address = reverse("forms:builder", args=[form_id])
    query = f"?{urlencode({'vald': chosen})}#vald" if chosen else ""
    return HttpResponseRedirect(address + query)


def to_item(form_id: uuid.UUID, chosen: str, part: str = "", **query: int) -> HttpResponseRedirect:
    """To the words and settings of an item, with a part of them in view."""
    address = reverse("forms:item", args=[form_id])
    return HttpResponseRedirect(f"{address}?{urlencode([('vald', chosen), *query.items()])}{part}")

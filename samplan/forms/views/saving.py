"""Changing a draft as a page of the builder posts it, and the word of whether it is saved."""

import json
import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from http import HTTPStatus
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samplan.access.policies import Refused
from samplan.access.request import StaffRequest
from samplan.common.text import number_in
from samplan.forms.building.editing import ItemSettings
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.supply import drafting, item_changing, opening
from samplan.ui.components.saving import faults_told

SITTING = re.compile("[A-Za-z0-9-]{1,32}")


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
    keys: Iterable[tuple[str, int | str]] = (),
) -> HttpResponse:
    """What the script is told while one writes: whether it is saved, the new revision and the
    `keys` that go with it, and what is to be put right at which field of `form`."""
    over, said = (saved.revision, "") if saved else (over_in(request), _unsaved(form))
    at = request.at if saved else None
    context = {"draft": saved or draft, "over": over, "keys": keys, "saved_at": at, "said": said}
    word = render(request, "forms/staff/builder/saved.html", context, status=HTTPStatus.ACCEPTED)
    faults = {
        form[name].auto_id: " ".join(map(str, each))
        for name, each in form.errors.items()
        if name in form.fields
    }
    word["HX-Trigger"] = json.dumps(faults_told(faults))
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

"""What the page's script is told while one writes; nothing of it is a page."""

import json
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samplan.forms.answering.ways import Request, Way
from samplan.forms.drafts import Draft
from samplan.forms.drawing.changing_parts import told_to_script
from samplan.forms.engine import Page, field_name
from samplan.forms.words import troubles_of
from samplan.ui.components.saving import faults_told


def saved_word(request: Request, way: Way, page: Page, *, is_all: bool) -> HttpResponse:
    """The word, the page's new mark, and which questions the answers lead to."""
    if not is_all:
        return word(
            request, _("Not all is saved: something was removed in another window. Press Next.")
        )
    context = {"saved_at": request.at, "seen": way.draft.digest(page)}
    response = word(request, "", context)
    blocks = {"blocks": told_to_script(way.draft, page)}
    response.headers["HX-Trigger"] = json.dumps({**blocks, **_faults_at(way.draft, page)})
    return response


def _faults_at(draft: Draft, page: Page) -> dict[str, object]:
    """What was not understood, told at once; what is only missing stands where it was told."""
    said: dict[str, str] = {}
    for trouble in troubles_of(draft.unclear(page)):
        said.setdefault(_id_of(trouble.link_id), trouble.sentence)
    return faults_told(said, still=[_id_of(fault.link_id) for fault in draft.faults(page)])


def _id_of(link_id: str) -> str:
    return f"id_{field_name(link_id)}"


def word(request: Request, said: str, context: dict[str, object] | None = None) -> HttpResponse:
    """A few words for the script, which hold nothing of the patient's: 202 and no read to log."""
    context = context or {"said": said}
    return render(request, "forms/answering/saved.html", context, status=HTTPStatus.ACCEPTED)

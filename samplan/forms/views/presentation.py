"""What a form says about itself: its name, what it is for, and how clinics use it.

Saved as one writes.
"""

import uuid
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.request import StaffRequest
from samplan.forms.building.presentation import presentation_of, with_presentation
from samplan.forms.forms import PresentationForm
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.supply.policies import FORM_ADMINISTRATION
from samplan.forms.views.own_draft import draft_of, or_to_form, to_builder
from samplan.forms.views.saving import changed, saved_word, sitting_in
from samplan.ui.components.saving import is_by_script


@staff_page("GET", "POST", roles=FORM_ADMINISTRATION)
@or_to_form
def presentation(request: StaffRequest, form_id: uuid.UUID) -> HttpResponse:
    """Change what the form says about itself."""
    draft = draft_of(request, form_id)
    form = PresentationForm(request.POST or None, presentation=presentation_of(draft.document))
    saved = _saved(request, draft, form) if form.is_valid() else None
    if request.method == "POST" and is_by_script(request):
        return saved_word(request, draft, saved, form)
    if saved:
        messages.success(request, _("Saved."))
        return to_builder(form_id)
    context = {
        "form": form,
        "draft": draft,
        "over": draft.revision,
        "sitting": sitting_in(request),
    }
    return render(request, "forms/staff/builder/presentation.html", context)


def _saved(
    request: StaffRequest, draft: QuestionnaireVersion, form: PresentationForm
) -> QuestionnaireVersion | None:
    document = with_presentation(draft.document, form.presentation())
    return changed(request, draft, document, refused=partial(form.add_error, None))

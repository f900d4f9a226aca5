"""A form's versions: compared, restored; the form taken out of use, limited to regions."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.policies import Refused
from samplan.access.request import StaffRequest
from samplan.forms.building.differences import differences
from samplan.forms.forms import LimitForm
from samplan.forms.models import Questionnaire
from samplan.forms.supply import publishing, reach
from samplan.forms.supply.histories import origin_said
from samplan.forms.supply.lives import life_of
from samplan.forms.supply.opening import document_of
from samplan.forms.supply.policies import FORM_ADMINISTRATION
from samplan.organisations.models import Role

NATIONAL = frozenset({Role.NATIONAL_ADMINISTRATOR.value})


@staff_page("GET", roles=FORM_ADMINISTRATION)
def compare(request: StaffRequest, version_id: uuid.UUID) -> HttpResponse:
    """What is different between a version and the one before it."""
    found = get_object_or_404(reach.own_versions(request.acting), pk=version_id)
    form = found.questionnaire
    before = reach.versions_of(form).defer(None).filter(number__lt=found.number).first()
    changes = differences(document_of(before), document_of(found)) if before else []
    context = {
        "form": form,
        "version": found,
        "origin": origin_said(found),
        "before": before,
        "changes": changes,
    }
    return render(request, "forms/staff/compare.html", context)


@staff_page("POST", roles=FORM_ADMINISTRATION)
def restore(request: StaffRequest, version_id: uuid.UUID) -> HttpResponse:
    """Make the draft what an earlier version was."""
    version = get_object_or_404(reach.own_versions(request.acting), pk=version_id)
    try:
        publishing.restore(version, acting=request.acting, at=request.at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("forms:form", version.questionnaire_id)
    words = _("The draft is as version %d was. Publish it when you have looked it through.")
    messages.success(request, words % version.number)
    return redirect("forms:builder", version.questionnaire_id)


@staff_page("GET", "POST", roles=FORM_ADMINISTRATION)
def retire(request: StaffRequest, form_id: uuid.UUID) -> HttpResponse:
    """Say what hangs on the form, and take it out of use."""
    form = _form(request, form_id)
    if request.method == "POST":
        publishing.retire(form, acting=request.acting)
        messages.success(request, _("The form is out of use. Answers begun can be finished."))
        return redirect("forms:form", form_id)
    newest = get_object_or_404(reach.newest_of_own(request.acting), questionnaire_id=form_id)
    context = {"form": form, "newest": newest, "life": life_of(form)}
    return render(request, "forms/staff/retire.html", context)


@staff_page("GET", "POST", roles=NATIONAL)
def limit(request: StaffRequest, form_id: uuid.UUID) -> HttpResponse:
    """Choose which regions see the form."""
    questionnaire = _form(request, form_id)
    regions = reach.below(request.acting)
    form = LimitForm(request.POST or None, regions=regions, questionnaire=questionnaire)
    if request.method == "POST" and form.is_valid():
        publishing.limit(questionnaire, form.chosen(), acting=request.acting)
        messages.success(request, _("Saved."))
        return redirect("forms:form", form_id)
    context = {"form": form, "questionnaire": questionnaire}
    return render(request, "forms/staff/limit.html", context)


def _form(request: StaffRequest, form_id: uuid.UUID) -> Questionnaire:
    return get_object_or_404(reach.own_forms(request.acting), pk=form_id)

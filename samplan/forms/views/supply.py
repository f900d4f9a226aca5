"""Forms from above: looked at, followed or copied; what is new in them; and parting from them."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.policies import Refused
from samplan.access.request import StaffRequest
from samplan.forms.drawing.showing import instruction_of, shown_pages
from samplan.forms.models import Questionnaire, QuestionnaireVersion
from samplan.forms.supply import following, reach
from samplan.forms.supply.policies import FORM_ADMINISTRATION


@staff_page("GET", roles=FORM_ADMINISTRATION)
def version(request: StaffRequest, version_id: uuid.UUID) -> HttpResponse:
    """A published version whole: how clinics use it, and every page as patients see it."""
    found = _version(request, version_id)
    is_own = found.questionnaire.owner_id == request.acting.clinic_id
    form, pages = shown_pages(found)
    context = {
        "version": found,
        "is_own": is_own,
        "instruction": instruction_of(form),
        "pages": pages,
        "is_conditional": any(page.is_conditional for page in pages),
    }
    return render(request, "forms/staff/version.html", context)


@staff_page("POST", roles=FORM_ADMINISTRATION)
def subscribe(request: StaffRequest, version_id: uuid.UUID) -> HttpResponse:
    """Follow the form."""
    found = _version(request, version_id)
    return _taken(
        request,
        found,
        lambda: following.subscribe(found, acting=request.acting, at=request.at),
        _("You follow the form. You are told of new versions before they come."),
    )


@staff_page("POST", roles=FORM_ADMINISTRATION)
def copy(request: StaffRequest, version_id: uuid.UUID) -> HttpResponse:
    """Begin a form of one's own from it."""
    found = _version(request, version_id)
    return _taken(
        request,
        found,
        lambda: following.copy(found, acting=request.acting, at=request.at),
        _("The copy is a draft of yours. Change it as you like."),
    )


def _taken(
    request: StaffRequest,
    version: QuestionnaireVersion,
    take: Callable[[], Questionnaire],
    words: str,
) -> HttpResponse:
    try:
        own = take()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("forms:version", version.pk)
    messages.success(request, words)
    return redirect("forms:form", own.pk)


@staff_page("GET", "POST", roles=FORM_ADMINISTRATION)
def proposal(request: StaffRequest, form_id: uuid.UUID) -> HttpResponse:
    """What is new in the form that is followed; POST takes it."""
    form = get_object_or_404(reach.own_forms(request.acting), pk=form_id)
    found = following.proposal_for(form)
    if found is None:
        messages.info(request, _("You have the newest version."))
        return redirect("forms:form", form_id)
    if request.method == "POST" and request.POST.get("version") == str(found.version.pk):
        try:
            following.take(form, found.version, acting=request.acting, at=request.at)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("You have the new version. Answers begun go on as before."))
            return redirect("forms:form", form_id)
    context = {"form": form, "proposal": found}
    return render(request, "forms/staff/proposal.html", context)


@staff_page("POST", roles=FORM_ADMINISTRATION)
def part(request: StaffRequest, form_id: uuid.UUID) -> HttpResponse:
    """Stop following: the form becomes one's own."""
    form = get_object_or_404(reach.own_forms(request.acting), pk=form_id)
    try:
        following.part(form, acting=request.acting)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The form is your own now. New versions no longer come."))
    return redirect("forms:form", form_id)


def _version(request: StaffRequest, version_id: uuid.UUID) -> QuestionnaireVersion:
    return get_object_or_404(reach.readable(request.acting), pk=version_id)

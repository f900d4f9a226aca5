"""The administrators' pages: what patients can read and fetch."""

import uuid
from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.policies import Refused
from samplan.access.request import StaffRequest
from samplan.attachments.actions import clean_upload
from samplan.attachments.cleaning import RefusedFile
from samplan.desk import actions, queries
from samplan.desk.forms_offer import DocumentForm, InformationForm
from samplan.desk.reach import ADMINISTRATORS, administered
from samplan.organisations.models import Organisation


@staff_page("GET", roles=ADMINISTRATORS)
def information(request: StaffRequest, clinic_id: uuid.UUID) -> HttpResponse:
    """Its pages and documents."""
    found = administered(request, clinic_id)
    context = {
        "clinic": found,
        "pages": queries.pages_of(found),
        "documents": queries.documents_of(found),
    }
    return render(request, "desk/offer/information.html", context)


@staff_page("GET", "POST", roles=ADMINISTRATORS)
def new_page(request: StaffRequest, clinic_id: uuid.UUID) -> HttpResponse:
    """One more page."""
    found = administered(request, clinic_id)
    form = InformationForm(request.POST or None)
    if form.is_valid():
        try:
            actions.add_page(found, form.facts(), acting=request.acting, at=request.at)
        except Refused as refusal:
            form.add_error("title", str(refusal))
        else:
            return _saved(request, found)
    return _form_page(request, found, form, _("New page"))


@staff_page("GET", "POST", roles=ADMINISTRATORS)
def page(request: StaffRequest, clinic_id: uuid.UUID, page_id: uuid.UUID) -> HttpResponse:
    """Write a page anew, publish it or take it back."""
    found = administered(request, clinic_id)
    changed = get_object_or_404(queries.pages_of(found).select_related("owner"), pk=page_id)
    form = InformationForm(request.POST or None, initial=InformationForm.initial_of(changed))
    if form.is_valid():
        try:
            actions.change_page(changed, form.facts(), acting=request.acting, at=request.at)
        except Refused as refusal:
            form.add_error("title", str(refusal))
        else:
            return _saved(request, found)
    return _form_page(request, found, form, changed.title)


@staff_page("GET", "POST", roles=ADMINISTRATORS)
def new_document(request: StaffRequest, clinic_id: uuid.UUID) -> HttpResponse:
    """One more document."""
    found = administered(request, clinic_id)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if form.is_valid() and _added(request, found, form):
        return _saved(request, found)
    return _form_page(request, found, form, _("New document"))


def _added(request: StaffRequest, owner: Organisation, form: DocumentForm) -> bool:
    """Clean and keep the file; a refusal stands by it in the form."""
    told = form.cleaned_data
    try:
        with TemporaryDirectory() as folder:
            actions.add_document(
                owner,
                clean_upload(told["file"], Path(folder)),
                title=told["title"],
                is_read_through=told["is_read_through"],
                acting=request.acting,
                at=request.at,
            )
    except RefusedFile as fault:
        form.add_error("file", _(fault.message) % fault.params)
        return False
    return True


@staff_page("POST", roles=ADMINISTRATORS)
def withdraw_document(
    request: StaffRequest, clinic_id: uuid.UUID, document_id: uuid.UUID
) -> HttpResponse:
    """Hand a document out no more."""
    found = administered(request, clinic_id)
    gone = get_object_or_404(queries.documents_of(found).select_related("owner"), pk=document_id)
    if not actions.withdraw_document(gone, acting=request.acting, at=request.at):
        raise Http404
    messages.success(request, _("Patients can no longer fetch the document."))
    return redirect("desk:information", found.pk)


def _saved(request: StaffRequest, owner: Organisation) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("desk:information", owner.pk)


def _form_page(
    request: StaffRequest,
    owner: Organisation,
    form: InformationForm | DocumentForm,
    title: str,
) -> HttpResponse:
    context = {"clinic": owner, "form": form, "title": title}
    return render(request, "desk/offer/information_form.html", context)

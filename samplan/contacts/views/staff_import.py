"""A list of contacts in: choose the file, look it through, give the contacts."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samplan.access.gates import staff_page
from samplan.access.policies import CARE_ROLES
from samplan.access.request import StaffRequest
from samplan.contacts import importing
from samplan.contacts.importing import NotAContactList


class ListForm(forms.Form):
    """A CSV file, read whole."""

    file = forms.FileField(
        label=gettext_lazy("List of contacts"),
        help_text=gettext_lazy("A CSV file of at most 1 MB and 500 rows."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv,text/plain"}),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Choose a file.")},
    )

    def clean_file(self) -> bytes:
        """The bytes; a file that is too large is not read."""
        file: Any = self.cleaned_data["file"]
        if file.size > importing.LARGEST:
            raise ValidationError(_(NotAContactList("too_large").message))
        return bytes(file.read())


@staff_page("GET", "POST", roles=CARE_ROLES)
def choose(request: StaffRequest) -> HttpResponse:
    """Choose a file. It is kept half an hour, for whoever uploaded it."""
    is_post = request.method == "POST"
    form = ListForm(request.POST, request.FILES) if is_post else ListForm()
    if form.is_valid():
        data = form.cleaned_data["file"]
        try:
            kept = importing.keep_list(data, acting=request.acting, at=request.at)
            return redirect("contacts:staff-import-list", kept.pk)
        except NotAContactList as fault:
            form.add_error("file", _(fault.message) % fault.params)
    return render(request, "contacts/staff/import.html", {"form": form})


@staff_page("GET", "POST", roles=CARE_ROLES)
def look_through(request: StaffRequest, list_id: uuid.UUID) -> HttpResponse:
    """What each line would give whom; a post makes it so, once."""
    if request.method == "POST":
        return _imported(request, list_id)
    kept = importing.kept_for(request.acting, request.at).filter(pk=list_id).first()
    if kept is None:
        return _gone(request)
    data = bytes(kept.data)
    rows = importing.look_through(data, acting=request.acting, today=request.today)
    right = sum(row.is_right for row in rows)
    context = {"rows": rows, "right": right, "wrong": len(rows) - right}
    return render(request, "contacts/staff/import_list.html", context)


def _imported(request: StaffRequest, list_id: uuid.UUID) -> HttpResponse:
    done = importing.import_kept(list_id, acting=request.acting, at=request.at)
    if done is None:
        return _gone(request)
    given = sum(done)
    words = ngettext("%d contact is given.", "%d contacts are given.", given) % given
    messages.success(request, words)
    if left := len(done) - given:
        more = ngettext("%d row gave nobody a contact.", "%d rows gave nobody a contact.", left)
        messages.warning(request, more % left)
    return redirect("contacts:staff-contacts")


def _gone(request: StaffRequest) -> HttpResponse:
    messages.error(request, _("The list is no longer kept. Choose the file again."))
    return redirect("contacts:staff-import")

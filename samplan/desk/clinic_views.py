"""The administrators' pages: the clinic's texts, its staff and their roles."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samplan.access import administration
from samplan.access.administration import TEXTS, administered_by, assignments_at
from samplan.access.gates import staff_page
from samplan.access.policies import Refused
from samplan.access.request import StaffRequest
from samplan.desk.forms import ClinicForm, EndRoleForm, NewClinicForm, RoleForm
from samplan.desk.reach import ADMINISTRATORS, administered
from samplan.organisations.links import links_of
from samplan.organisations.models import Organisation, OrganisationKind, Role


@staff_page("GET", roles=ADMINISTRATORS)
def clinics(request: StaffRequest) -> HttpResponse:
    """What one administers; a local administrator goes straight to the one clinic."""
    found = list(administered_by(request.acting).select_related("parent"))
    if len(found) == 1:
        return redirect("desk:clinic", found[0].pk)
    can_add = request.acting.organisation_kind == "region"
    return render(request, "desk/clinics.html", {"clinics": found, "can_add": can_add})


@staff_page("GET", roles=ADMINISTRATORS)
def clinic(request: StaffRequest, clinic_id: uuid.UUID) -> HttpResponse:
    """One organisation with its people."""
    found = administered(request, clinic_id)
    people = found.assignments.select_related(
        "staff"
    ).order_by(  # an organisation's own, no patient's
        "staff__family_name", "staff__given_name", "starts_on", "id"
    )
    links = links_of(found.pk) if found.kind == OrganisationKind.CLINIC else []
    context = {"clinic": found, "people": people, "links": links}
    return render(request, "desk/clinic.html", context)


@staff_page("GET", "POST", roles=ADMINISTRATORS)
def change(request: StaffRequest, clinic_id: uuid.UUID) -> HttpResponse:
    """Change the texts that patients read."""
    found = administered(request, clinic_id)
    start = {name: getattr(found, name) for name in ("name", *TEXTS)}
    form = ClinicForm(request.POST or None, initial=start)
    if form.is_valid():
        try:
            changes = form.cleaned_data
            administration.change_organisation(found, changes=changes, acting=request.acting)
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:clinic", found.pk)
    return render(request, "desk/form.html", _page(_("Change the clinic"), form, found))


@staff_page("GET", "POST", roles=frozenset({Role.REGIONAL_ADMINISTRATOR.value}))
def new_clinic(request: StaffRequest) -> HttpResponse:
    """A clinic below one's region."""
    region = administered(request, request.acting.clinic_id)
    form = NewClinicForm(request.POST or None)
    if form.is_valid():
        texts = dict(form.cleaned_data)
        name, hsa_id = texts.pop("name"), texts.pop("hsa_id")
        try:
            made = administration.add_clinic(
                region, name=name, hsa_id=hsa_id, texts=texts, acting=request.acting
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("desk:clinic", made.pk)
    return render(request, "desk/form.html", _page(_("New clinic"), form, region))


@staff_page("GET", "POST", roles=ADMINISTRATORS)
def new_role(request: StaffRequest, clinic_id: uuid.UUID) -> HttpResponse:
    """A person, known or new, and a role from a day."""
    found = administered(request, clinic_id)
    roles = administration.roles_at(found)
    form = RoleForm(request.POST or None, roles=roles, initial={"starts_on": request.today})
    if form.is_valid() and _gave(request, found, form):
        messages.success(request, _("Saved. The role holds from its first day."))
        return redirect("desk:clinic", found.pk)
    return render(request, "desk/form.html", _page(_("Give a role"), form, found))


def _gave(request: StaffRequest, clinic: Organisation, form: RoleForm) -> bool:
    """Do what the form asks; a refusal stands as an error in the form."""
    told = form.cleaned_data
    names = {key: told[key] for key in ("given_name", "family_name", "title")}
    try:
        administration.give_role_to(
            told["hsa_id"],
            clinic,
            names=names,
            role=Role(told["role"]),
            starts_on=told["starts_on"],
            ends_on=told["ends_on"],
            acting=request.acting,
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@staff_page("GET", "POST", roles=ADMINISTRATORS)
def end_role(request: StaffRequest, clinic_id: uuid.UUID, role_id: uuid.UUID) -> HttpResponse:
    """The last day of someone's role."""
    found = administered(request, clinic_id)
    assignment = get_object_or_404(assignments_at(found), pk=role_id)
    form = EndRoleForm(request.POST or None, initial={"last_day": request.today})
    if form.is_valid():
        day = form.cleaned_data["last_day"]
        try:
            administration.end_role(assignment, acting=request.acting, last_day=day)
        except Refused as refusal:
            form.add_error("last_day", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:clinic", found.pk)
    title = _("End the role of %(name)s") % {"name": assignment.staff.full_name}
    return render(request, "desk/form.html", _page(title, form, found))


def _page(title: str, form: object, clinic: Organisation) -> dict[str, object]:
    return {"title": title, "form": form, "clinic": clinic}

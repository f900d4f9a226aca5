"""Staff give patients services: who has what, by list, one by one, and taken back."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samplan.access.gates import staff_page
from samplan.access.policies import Refused
from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.cases.handing import rights
from samplan.cases.handing.forms import ListForm, NameForm
from samplan.cases.handing.lists import Looked, give_to_list, look_through
from samplan.cases.handing.rights import Approving, HandingOut, Right
from samplan.cases.policies import CASE_ROLES
from samplan.common.paging import after_in, page_after
from samplan.patients.sorting import words_of
from samplan.ui.parts import Chip

PAGE = 50
ENDED = "avslutade"


@staff_page("GET", roles=CASE_ROLES)
def services(request: StaffRequest) -> HttpResponse:
    """The clinic's services, and who may use each."""
    return render(
        request,
        "cases/staff/handing/services.html",
        {"services": rights.services_at(request.acting)},
    )


@staff_page("GET", "POST", roles=CASE_ROLES)
def holders(request: StaffRequest, offering_id: uuid.UUID) -> HttpResponse:
    """Who has a service."""
    return _holders(request, _handing(request, offering_id), "cases:holders", [offering_id])


@staff_page("GET", "POST", roles=CASE_ROLES)
def approved(request: StaffRequest) -> HttpResponse:
    """The clinic's approved patients."""
    return _holders(request, Approving(), "cases:approved", [])


def _holders(request: StaffRequest, right: Right, name: str, keys: list[uuid.UUID]) -> HttpResponse:
    search = NameForm(request.POST if "name" in request.POST else None)
    wanted = search.cleaned_data["name"] if search.is_valid() else ""
    is_past = request.GET.get("visa") == ENDED
    rows = (rights.past if is_past else rights.standing)(right.rows(request.acting), request.today)
    for word in words_of(wanted):
        rows = rows.filter(patient__sort_name__contains=word)
    shown, following = page_after(rows, by="patient__sort_name", after=after_in(request), size=PAGE)
    _note_shown(request, shown)
    context = {
        "right": right,
        "rows": shown,
        "following": following,
        "name": wanted,
        "search": NameForm(initial={"name": wanted}),
        "is_past": is_past,
        "chips": [
            Chip(label=_("Have it now"), url="?", is_current=not is_past),
            Chip(label=_("Have had it"), url=f"?visa={ENDED}", is_current=is_past),
        ],
        "offering": getattr(right, "offering", None),
    }
    return render(request, "cases/staff/handing/holders.html", context)


def _note_shown(request: StaffRequest, rows: list[Any]) -> None:
    for row in rows:
        trail.read("service.holder_listed", acting=request.acting, patient_id=row.patient_id)
    if not rows:
        trail.read_nobody()


@staff_page("GET", "POST", roles=CASE_ROLES)
def hand_out_list(request: StaffRequest, offering_id: uuid.UUID) -> HttpResponse:
    """Hand a service out by a list of identity numbers."""
    right = _handing(request, offering_id)
    return _list(request, right, lambda: redirect("cases:holders", offering_id))


@staff_page("GET", "POST", roles=CASE_ROLES)
def approve_list(request: StaffRequest) -> HttpResponse:
    """Approve patients by a list of identity numbers."""
    return _list(request, Approving(), lambda: redirect("cases:approved"))


def _list(request: StaffRequest, right: Right, done: Callable[[], HttpResponse]) -> HttpResponse:
    """The list is looked through first; a post of what was signed then gives it."""
    if "signed" in request.POST:
        try:
            number = _give(request, right)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            words = ngettext(
                "%(number)d patient has it now.", "%(number)d more patients have it now.", number
            )
            messages.success(request, words % {"number": number})
            return done()
    form = _list_form(request)
    looked = _looked(request, right, form) if form.is_valid() else None
    context = {
        "right": right,
        "form": form,
        "looked": looked,
        "until_on": form.cleaned_data["until_on"] if looked else None,
        "offering": getattr(right, "offering", None),
    }
    return render(request, "cases/staff/handing/list.html", context)


def _list_form(request: StaffRequest) -> ListForm:
    """As it was posted; to be changed once more, where one has seen what would become of it."""
    if "change" in request.POST:
        return ListForm(initial={name: request.POST.get(name) for name in ("numbers", "until_on")})
    is_sent = request.method == "POST" and "signed" not in request.POST
    return ListForm(request.POST, request.FILES) if is_sent else ListForm()


def _give(request: StaffRequest, right: Right) -> int:
    with_outside = bool(request.POST.get("with_outside"))
    signed = request.POST["signed"]
    return give_to_list(
        signed, right, with_outside=with_outside, acting=request.acting, at=request.at
    )


def _looked(request: StaffRequest, right: Right, form: ListForm) -> Looked | None:
    until_on = form.cleaned_data["until_on"]
    try:
        return look_through(
            form.text, right, until_on=until_on, acting=request.acting, at=request.at
        )
    except Refused as refusal:
        form.add_error("numbers", str(refusal))
        return None


@staff_page("POST", roles=CASE_ROLES)
def revoke(request: StaffRequest, offering_id: uuid.UUID) -> HttpResponse:
    """Take a service back from those who are ticked, at once."""
    _end(request, _handing(request, offering_id))
    return redirect("cases:holders", offering_id)


@staff_page("POST", roles=CASE_ROLES)
def end_approvals(request: StaffRequest) -> HttpResponse:
    """End the approval of those who are ticked, at once."""
    _end(request, Approving())
    return redirect("cases:approved")


def _end(request: StaffRequest, right: Right) -> None:
    try:
        keys = [uuid.UUID(key) for key in request.POST.getlist("key")]
    except ValueError:
        raise Http404 from None
    number = right.end(keys, acting=request.acting, at=request.at)
    words = ngettext(
        "%(number)d patient no longer has it.", "%(number)d patients no longer have it.", number
    )
    messages.success(
        request, words % {"number": number} if number else _("Tick those it is about.")
    )


def _handing(request: StaffRequest, offering_id: uuid.UUID) -> HandingOut:
    return HandingOut(get_object_or_404(rights.handed_out_at(request.acting), pk=offering_id))

"""A case type as the clinic's service: to whom, where, paused, ended; and the service area."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.policies import LOCAL_ADMINISTRATION, Refused
from samplan.access.request import StaffRequest
from samplan.cases.models import Offering
from samplan.cases.supply import areas, following, offerings, reach
from samplan.cases.supply.forms import AreaForm, PauseForm, PlaceForm


@staff_page("GET", "POST", roles=LOCAL_ADMINISTRATION)
def offering(request: StaffRequest, offering_id: uuid.UUID) -> HttpResponse:
    """One service: its version, what is new above, who may use it, and its state."""
    found = _offering(request, offering_id)
    form = PlaceForm(request.POST or None, offering=found)
    if form.is_valid():
        offerings.change_offering(found, form.place(), acting=request.acting)
        messages.success(request, _("Saved."))
        return redirect("cases:offering", offering_id)
    return _shown(request, found, form, PauseForm())


def _shown(
    request: StaffRequest, found: Offering, form: PlaceForm, pausing: PauseForm
) -> HttpResponse:
    context = {
        "offering": found,
        "form": form,
        "pause": pausing,
        "news": following.news_for(found),
        "is_own": found.case_type.owner_id == request.acting.clinic_id,
    }
    return render(request, "cases/staff/types/offering.html", context)


@staff_page("GET", "POST", roles=LOCAL_ADMINISTRATION)
def proposal(request: StaffRequest, offering_id: uuid.UUID) -> HttpResponse:
    """What is new in what the clinic follows, field by field; POST takes it."""
    found = _offering(request, offering_id)
    news = following.news_for(found)
    if news is None:
        messages.info(request, _("You have the newest version."))
        return redirect("cases:offering", offering_id)
    if request.POST.get("version") == str(news.version.pk):
        words = _("You have the new version. What patients have begun goes on as before.")
        _try(request, lambda: following.take(found, news.version, acting=request.acting), words)
        return redirect("cases:offering", offering_id)
    return render(request, "cases/staff/types/proposal.html", {"offering": found, "news": news})


@staff_page("POST", roles=LOCAL_ADMINISTRATION)
def pause(request: StaffRequest, offering_id: uuid.UUID) -> HttpResponse:
    """Let nothing new be started for a while."""
    found = _offering(request, offering_id)
    form = PauseForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, PlaceForm(None, offering=found), form)
    words = form.cleaned_data["words"]
    done = _("The service is paused. Patients read why.")
    _try(request, lambda: offerings.pause(found, words=words, acting=request.acting), done)
    return redirect("cases:offering", offering_id)


@staff_page("POST", roles=LOCAL_ADMINISTRATION)
def resume(request: StaffRequest, offering_id: uuid.UUID) -> HttpResponse:
    """Take the service up again."""
    found = _offering(request, offering_id)
    done = _("The service can be used again.")
    _try(request, lambda: offerings.resume(found, acting=request.acting), done)
    return redirect("cases:offering", offering_id)


@staff_page("POST", roles=LOCAL_ADMINISTRATION)
def end(request: StaffRequest, offering_id: uuid.UUID) -> HttpResponse:
    """End the service."""
    found = _offering(request, offering_id)
    done = _("The service is ended. Open conversations go on.")
    _try(request, lambda: offerings.retire_offering(found, acting=request.acting), done)
    return redirect("cases:offering", offering_id)


@staff_page("POST", roles=LOCAL_ADMINISTRATION)
def place(request: StaffRequest, offering_id: uuid.UUID) -> HttpResponse:
    """Move it up or down on the clinic's page."""
    found = _offering(request, offering_id)
    to = request.POST.get("to")
    if to not in ("up", "down"):
        raise Http404
    offerings.move(found, is_up=to == "up", acting=request.acting)
    return redirect("cases:types")


@staff_page("GET", "POST", roles=LOCAL_ADMINISTRATION)
def area(request: StaffRequest) -> HttpResponse:
    """Whom the clinic is there for; POST adds a part."""
    form = AreaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        areas.add_area(form.area(), acting=request.acting)
        messages.success(request, _("Saved."))
        return redirect("cases:area")
    context = {"form": form, "areas": reach.areas(request.acting)}
    return render(request, "cases/staff/types/area.html", context)


@staff_page("POST", roles=LOCAL_ADMINISTRATION)
def remove_area(request: StaffRequest, area_id: uuid.UUID) -> HttpResponse:
    """Take a part of the service area away."""
    found = get_object_or_404(reach.areas(request.acting), pk=area_id)
    areas.remove_area(found, acting=request.acting)
    messages.success(request, _("Saved."))
    return redirect("cases:area")


def _offering(request: StaffRequest, offering_id: uuid.UUID) -> Offering:
    return get_object_or_404(reach.offerings(request.acting), pk=offering_id)


def _try(request: StaffRequest, act: Callable[[], object], words: str) -> None:
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)

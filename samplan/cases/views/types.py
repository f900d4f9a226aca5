"""Administrators' case types: one's own, those above, and a clinic's services."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samplan.access.gates import staff_page
from samplan.access.policies import Refused
from samplan.access.request import StaffRequest
from samplan.cases.handing.rights import holding
from samplan.cases.models import Offering
from samplan.cases.supply import following, offerings, policies, publishing, reach
from samplan.cases.supply.differences import LABELS, said
from samplan.cases.supply.policies import TYPE_ADMINISTRATION
from samplan.common.text import swedish_sort_key


@staff_page("GET", roles=TYPE_ADMINISTRATION)
def types(request: StaffRequest) -> HttpResponse:
    """What the clinic offers, the organisation's own case types, and those from above."""
    acting = request.acting
    is_clinic = policies.can_follow(acting)
    newest = reach.newest_of_own(acting)
    context = {
        "offerings": offerings.with_ways(reach.offerings(acting)) if is_clinic else [],
        "own": sorted(newest, key=lambda version: swedish_sort_key(version.title)),
        "above": reach.from_above(acting),
        "is_clinic": is_clinic,
    }
    return render(request, "cases/staff/types/list.html", context)


@staff_page("GET", roles=TYPE_ADMINISTRATION)
def case_type(request: StaffRequest, type_id: uuid.UUID) -> HttpResponse:
    """One of the organisation's own: its versions, what is new where it comes from, who follows."""
    found = get_object_or_404(reach.own_types(request.acting), pk=type_id)
    versions = list(reach.versions_of(found))
    context = {
        "type": found,
        "versions": versions,
        "newest": versions[0],
        "is_in_use": any(version.is_active for version in versions),
        "news": following.news_of_origin(found),
        "followers": reach.followers_of(found),
    }
    return render(request, "cases/staff/types/type.html", context)


@staff_page("GET", roles=TYPE_ADMINISTRATION)
def version(request: StaffRequest, type_version_id: uuid.UUID) -> HttpResponse:
    """A version whole, and how it is taken."""
    found = get_object_or_404(reach.readable(request.acting), pk=type_version_id)
    context = {
        "version": found,
        "is_own": found.case_type.owner_id == request.acting.clinic_id,
        "is_clinic": policies.can_follow(request.acting),
        "facts": [(label, text) for name, label in LABELS.items() if (text := said(found, name))],
        "replies": reach.replies_of(found),
    }
    return render(request, "cases/staff/types/version.html", context)


@staff_page("POST", roles=TYPE_ADMINISTRATION)
def subscribe(request: StaffRequest, type_version_id: uuid.UUID) -> HttpResponse:
    """Offer it at the clinic, and follow it."""
    found = get_object_or_404(reach.readable(request.acting), pk=type_version_id)
    try:
        offering = following.subscribe(found, acting=request.acting)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("cases:type-version", type_version_id)
    messages.success(request, _subscribed(request, offering))
    return redirect("cases:offering", offering.pk)


def _subscribed(request: StaffRequest, offering: Offering) -> str:
    """What the clinic has now, and how many have it from the last time."""
    had = holding(offering, request.acting, on=request.today).count()
    if not had:
        return _("The clinic has it. Say who may use it.")
    return (
        ngettext(
            "The clinic has it again. %d patient still has it.",
            "The clinic has it again. %d patients still have it.",
            had,
        )
        % had
    )


@staff_page("POST", roles=TYPE_ADMINISTRATION)
def copy(request: StaffRequest, type_version_id: uuid.UUID) -> HttpResponse:
    """Begin one's own from it."""
    found = get_object_or_404(reach.readable(request.acting), pk=type_version_id)
    try:
        draft = following.copy(found, acting=request.acting)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("cases:type-version", type_version_id)
    messages.success(request, _("The copy is a draft of yours. Change it as you like."))
    return redirect("cases:type-draft", draft.case_type_id)


@staff_page("GET", "POST", roles=TYPE_ADMINISTRATION)
def origin(request: StaffRequest, type_id: uuid.UUID) -> HttpResponse:
    """What is new in what a case type was copied from; POST notes that it has been looked at."""
    found = get_object_or_404(reach.own_types(request.acting), pk=type_id)
    news = following.news_of_origin(found)
    if news is None:
        messages.info(request, _("There is nothing new in what it was copied from."))
        return redirect("cases:type", type_id)
    if request.POST.get("version") == str(news.version.pk):
        following.note_origin(found, news.version, acting=request.acting)
        messages.success(request, _("Noted. You are told when there is something newer."))
        return redirect("cases:type", type_id)
    return render(request, "cases/staff/types/origin.html", {"type": found, "news": news})


@staff_page("POST", roles=TYPE_ADMINISTRATION)
def retire(request: StaffRequest, type_id: uuid.UUID) -> HttpResponse:
    """Take it out of use."""
    found = get_object_or_404(reach.own_types(request.acting), pk=type_id)
    words = _("It is out of use. Those who follow it keep what they have.")
    _try(request, lambda: publishing.retire_type(found, acting=request.acting), words)
    return redirect("cases:type", type_id)


def _try(request: StaffRequest, act: Callable[[], object], words: str) -> None:
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)

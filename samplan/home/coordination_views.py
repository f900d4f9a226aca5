"""What the patient's care contacts write to each other, and the patient's yes and no to it."""

import uuid
from collections.abc import Callable, Collection

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samplan.access.gates import patient_page
from samplan.access.policies import Refused
from samplan.access.request import PatientRequest
from samplan.audit import trail
from samplan.cases.coordinating import actions, queries
from samplan.cases.coordinating.drawing import drawn_thread

EVERY = "alla"


@patient_page("GET")
def thread(request: PatientRequest) -> HttpResponse:
    """What one's care contacts write to each other, who takes part, and one's consent."""
    acting = request.acting
    written = queries.own_thread(acting)
    places = queries.places_of(acting, on=request.today)
    trail.read("coordination.read", acting=acting, patient_id=acting.patient_id)
    context = {
        "places": places,
        "are_some_left": queries.are_some_left(places),
        "thread": drawn_thread(written, queries.readers_of(written)) if written else "",
    }
    return render(request, "home/contacts/coordination.html", context)


@patient_page("POST")
def consent(request: PatientRequest) -> HttpResponse:
    """Let the contacts of a clinic, or of every clinic where one has any, coordinate."""
    words = _("Saved. Your care contacts there can write to each other about you.")
    return _decide(request, actions.consent, words, of_all=lambda place: bool(place.contacts))


@patient_page("POST")
def withdraw(request: PatientRequest) -> HttpResponse:
    """Take it back, for a clinic or for all."""
    words = _("Saved. That clinic no longer reads or writes together with the others.")
    return _decide(request, actions.withdraw, words, of_all=lambda place: bool(place.consent))


def _decide(
    request: PatientRequest,
    decide: Callable[..., object],
    words: str,
    *,
    of_all: Callable[[queries.Place], bool],
) -> HttpResponse:
    try:
        clinics = _clinics(request, of_all)
        decide(clinics, acting=request.acting, at=request.at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    return redirect("home:contacts")


def _clinics(
    request: PatientRequest, of_all: Callable[[queries.Place], bool]
) -> Collection[uuid.UUID]:
    """Those that are asked for, among those of the patient. Raises Http404 for another."""
    named = request.POST.get("clinic", "")
    places = queries.places_of(request.acting, on=request.today)
    if named == EVERY:
        return [each.clinic.pk for each in places if of_all(each)]
    found = [each.clinic.pk for each in places if str(each.clinic.pk) == named]
    if not found:
        raise Http404
    return found

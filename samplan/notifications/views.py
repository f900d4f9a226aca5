"""How the person who acts wants to be told, and where. A guardian is told about a child there."""

import json
import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samplan.access.gates import open_page, patient_page
from samplan.access.policies import Refused
from samplan.access.request import PatientRequest
from samplan.audit import trail
from samplan.notifications import choosing, devices, proving, texts
from samplan.notifications.channels.choosing import is_open
from samplan.notifications.channels.push import public_key
from samplan.notifications.forms import CodeForm, MailForm, MobileForm, PreferenceForm
from samplan.notifications.models import Way
from samplan.notifications.queries import person_of, preference_of, standing_proof

FORMS: dict[Way, type[MailForm] | type[MobileForm]] = {Way.MAIL: MailForm, Way.SMS: MobileForm}


@patient_page("GET", "POST")
def notices(request: PatientRequest) -> HttpResponse:
    """What one wants to be told of, and how."""
    acting = request.acting
    person, preference = person_of(acting.person_id), preference_of(acting.person_id)
    known = devices.devices_of(acting.person_id)
    form = PreferenceForm(
        request.POST or None, preference=preference, person=person, has_device=bool(known)
    )
    if request.method == "POST" and form.is_valid():
        choosing.choose(form.cleaned_data, acting=acting)
        messages.success(request, _("Saved. This is how we tell you from now on."))
        return redirect("notifications:notices")
    trail.read("reached.read", acting=acting, patient_id=acting.person_id)
    context = {
        "form": form,
        "person": person,
        "is_for_child": acting.kind == "guardian",
        "has_sms": is_open(Way.SMS),
        "devices": [(each, devices.fingerprint(each)) for each in known],
        "push_key": public_key(),
    }
    return render(request, "notifications/notices.html", context)


@patient_page("GET", "POST")
def mail(request: PatientRequest) -> HttpResponse:
    """Another mail address."""
    return _new_address(request, Way.MAIL)


@patient_page("GET", "POST")
def mobile(request: PatientRequest) -> HttpResponse:
    """Another mobile number."""
    return _new_address(request, Way.SMS)


def _new_address(request: PatientRequest, way: Way) -> HttpResponse:
    acting = request.acting
    form = FORMS[way](request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            proving.ask_for_code(way, form.cleaned_data["address"], acting=acting, at=request.at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("notifications:code")
    trail.read("reached.read", acting=acting, patient_id=acting.person_id)
    person = person_of(acting.person_id)
    known = person.phone if way == Way.SMS else person.email
    context = {"form": form, "known": known, "way": way, "is_mobile": way == Way.SMS}
    return render(request, "notifications/address.html", context)


@patient_page("GET", "POST")
def code(request: PatientRequest) -> HttpResponse:
    """Write the code that came to the new address."""
    proof = standing_proof(request.acting.person_id, at=request.at)
    if proof is None:
        messages.info(request, _("No code is on its way. Ask for one with your address."))
        return redirect("notifications:notices")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if proving.prove(form.cleaned_data["code"], acting=request.acting, at=request.at):
            messages.success(request, _("Saved. We reach you there from now on."))
            return redirect("notifications:notices")
        form.add_error("code", _("That is not the code. After five tries you need a new one."))
    trail.read("reached.read", acting=request.acting, patient_id=request.acting.person_id)
    return render(request, "notifications/code.html", {"form": form, "proof": proof})


@patient_page("POST")
def remove(request: PatientRequest) -> HttpResponse:
    """Take an address away."""
    if request.POST.get("way") not in FORMS:
        raise Http404
    proving.remove_address(Way(request.POST["way"]), acting=request.acting, at=request.at)
    messages.success(request, _("The address is taken away."))
    return redirect("notifications:notices")


@patient_page("POST")
def add_device(request: PatientRequest) -> HttpResponse:
    """Tell this browser from now on, by what it has asked its push service for."""
    try:
        devices.add_device(request.POST.get("endpoint", ""), acting=request.acting, at=request.at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        trail.read("reached.read", acting=request.acting, patient_id=request.acting.person_id)
    else:
        messages.success(request, _("This device can be told now. Choose below what of."))
    return redirect("notifications:notices")


@patient_page("POST")
def remove_device(request: PatientRequest, device_id: uuid.UUID) -> HttpResponse:
    """Tell that browser no longer."""
    if not devices.remove_device(device_id, acting=request.acting):
        raise Http404
    messages.success(request, _("The device is taken away."))
    return redirect("notifications:notices")


@open_page
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that a browser wakes when something is pushed to it, with the words to show.

    The address says the language: browsers fetch it by themselves, and not as the page was.
    """
    said = request.GET.get("sprak", "")
    words = texts.on_a_device(said if said in dict(settings.LANGUAGES) else "sv")
    answer = render(
        request,
        "notifications/worker.js",
        {"words_json": json.dumps(words, ensure_ascii=False)},
        content_type="text/javascript; charset=utf-8",
    )
    answer["Cache-Control"] = "no-cache"
    return answer

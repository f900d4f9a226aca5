"""The patient starts a case: what the service is for, its questions, and the receipt."""

import uuid
from datetime import date
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samplan.access.gates import patient_page
from samplan.access.policies import Refused
from samplan.access.request import PatientRequest
from samplan.audit import trail
from samplan.cases import actions
from samplan.cases.gates import services_of
from samplan.cases.models import BegunCase, Offering
from samplan.cases.queries import service_for_contacts
from samplan.cases.shortcut import has_shortcut, shortcut_to
from samplan.cases.views.to_whom import to_whom
from samplan.cases.waiting import answered_for, instead_of, taken_over_from, within_days
from samplan.cases.ways import reach
from samplan.contacts.models import CareContact
from samplan.contacts.queries import contacts_at
from samplan.contacts.reaching import who_is_now, with_reached
from samplan.forms.answering import files, pages, sending
from samplan.forms.answering.ways import log_read
from samplan.organisations.links import page_for_patients


@patient_page("GET", "POST")
def service(request: PatientRequest, offering_id: uuid.UUID) -> HttpResponse:
    """What a service is for and when one gets an answer; begins it. One by which one writes to a
    care contact is to that contact."""
    mine = services_of(request.acting, request.acting.patient_id, on=request.today)
    found = get_object_or_404(
        mine.annotate(has_shortcut=has_shortcut(request.acting)), pk=offering_id
    )
    if not (found.version.is_for_contacts and found.is_active):
        return _intro(request, found, None)
    contacts = contacts_at(request.acting, found.clinic_id, on=request.today)
    if len(contacts) == 1:
        return _intro(request, found, contacts[0])
    return to_whom(request, found, contacts)


@patient_page("GET", "POST")
def write(request: PatientRequest, contact_id: uuid.UUID) -> HttpResponse:
    """The same for a message to one's care contact."""
    standing = CareContact.within(request.acting).on(request.today)
    contact = with_reached(standing, request.today).filter(pk=contact_id).first()
    if contact is None:
        return _to_who_is_now(request, contact_id)
    found = service_for_contacts(request.acting, contact, today=request.today)
    if found is None:
        raise Http404
    return _intro(request, found, contact)


def _to_who_is_now(request: PatientRequest, contact_id: uuid.UUID) -> HttpResponse:
    """From the address of one who is the contact no more, or not yet."""
    before = get_object_or_404(CareContact.within(request.acting), pk=contact_id)
    now = who_is_now(before, request.today)
    trail.read_nobody()
    if now is not None:
        messages.info(request, taken_over_from(before, now))
        return redirect("cases:write", now.pk)
    found = service_for_contacts(request.acting, before, today=request.today)
    if found is None:
        raise Http404
    return redirect("cases:service", found.pk)


def _intro(request: PatientRequest, found: Offering, contact: CareContact | None) -> HttpResponse:
    refusal = ""
    if request.method == "POST":
        start = actions.Start(patient_id=request.acting.patient_id, offering=found, contact=contact)
        try:
            begun = actions.begin(start, acting=request.acting, at=request.at)
        except Refused as fault:
            refusal = str(fault)
        else:
            return redirect("cases:new-questions", begun.pk)
    trail.read("service.read", acting=request.acting, patient_id=request.acting.patient_id)
    language = request.LANGUAGE_CODE
    context = {
        "service": found,
        "contact": contact,
        "clinic_url": page_for_patients(found.clinic),
        "begun": _begun(request, found, contact),
        "refusal": refusal,
        "title": found.version.said("title", language),
        "what_for": found.version.said("what_for", language),
        "terms": found.version.said("terms", language),
        "promise": _promise(found, contact, request.today),
        "instead": instead_of(contact, today=request.today),
        "shortcut_to": "" if _is_kept(found) else shortcut_to(found.pk),
    }
    status = HTTPStatus.CONFLICT if refusal else HTTPStatus.OK
    return render(request, "cases/service.html", context, status=status)


def _begun(
    request: PatientRequest, found: Offering, contact: CareContact | None
) -> BegunCase | None:
    """What one has written here before and not sent: the button goes on with it."""
    own = BegunCase.within(request.acting).unsent()
    return own.filter(offering=found, contact=contact, about_id="").order_by("-id").first()


def _is_kept(found: Offering) -> bool:
    """It needs no shortcut: it has one, or it was come to by the contact's card."""
    return bool(found.__dict__.get("has_shortcut", True))


def _promise(found: Offering, contact: CareContact | None, today: date) -> str:
    if contact is not None:
        return answered_for(contact, today=today)
    return within_days(found.clinic.name, found.version.answer_days)


@patient_page("GET")
def questions(request: PatientRequest, begun_id: uuid.UUID) -> HttpResponse:
    """Where one left off."""
    return sending.enter(request, reach(request, begun_id))


@patient_page("GET", "POST")
def question_page(request: PatientRequest, begun_id: uuid.UUID, page_id: str) -> HttpResponse:
    """One page of questions."""
    return pages.answer_page(request, reach(request, begun_id), page_id)


@patient_page("GET", "POST")
def review(request: PatientRequest, begun_id: uuid.UUID) -> HttpResponse:
    """Look through and send."""
    return sending.look_through(request, reach(request, begun_id))


@patient_page("GET")
def receipt(request: PatientRequest, begun_id: uuid.UUID) -> HttpResponse:
    """What was sent."""
    return sending.receipt(request, reach(request, begun_id))


@patient_page("GET", "POST")
def discard(request: PatientRequest, begun_id: uuid.UUID) -> HttpResponse:
    """Throw away what is begun and not sent."""
    way = reach(request, begun_id)
    if request.method == "POST":
        try:
            actions.discard_begun(way.begun, acting=request.acting)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("It is thrown away."))
        return redirect("/")
    if not way.discard_url:
        return redirect("cases:new-questions", begun_id)
    log_read(way)
    return render(request, "cases/discard.html", {"way": way})


@patient_page("GET")
def file(request: PatientRequest, begun_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponseBase:
    """One of the files among the answers."""
    return files.hand_out(request, reach(request, begun_id), file_id)


@patient_page("POST")
def upload(request: PatientRequest, begun_id: uuid.UUID) -> HttpResponse:
    """A file for one of the answers, in pieces."""
    return files.receive(request, reach(request, begun_id))

"""Before the visit: all that staff need in one scroll, and what they do with it."""

import uuid
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samplan.access.compiled import one_of
from samplan.access.gates import staff_page
from samplan.access.policies import CARE_ROLES, Refused
from samplan.access.request import StaffRequest
from samplan.attachments.models import Attachment
from samplan.attachments.states import StateWords
from samplan.audit import trail
from samplan.common.dates import local
from samplan.common.text import BadText, clean_text, number_in
from samplan.forms.models import ResponseVersion
from samplan.forms.reading import file_ids_in
from samplan.forms.words import sentence
from samplan.visits import actions, queries
from samplan.visits.listed import board_on
from samplan.visits.models import TimeChangeKind, Visit, Wish, WishOutcome
from samplan.visits.preparation import Answers, answers_before
from samplan.visits.readiness import readiness_of
from samplan.visits.record import author_words, record_pdf, record_text
from samplan.visits.surroundings import files_among, planned_beside, said_about

LONGEST_NOTE = 500  # characters
LONGEST_NUMBER = 6  # digits in the number of a version


@staff_page("GET", roles=CARE_ROLES)
def preparation(request: StaffRequest, visit_id: uuid.UUID) -> HttpResponse:
    """What matters, answers, files, wishes and messages of one visit."""
    return render(request, "visits/staff/preparation.html", _page(request, visit_id))


def _page(request: StaffRequest, visit_id: uuid.UUID) -> dict[str, Any]:
    visit = one_of(queries.visit_to_prepare(request.acting, visit_id=visit_id))
    answers = answers_before(visit, request.acting) if visit.response_id else None
    trail.read("visit.read", acting=request.acting, patient_id=visit.patient_id, about=visit)
    return {
        "visit": visit,
        "board_url": board_on(local(visit.starts_at).date()),
        "readiness": readiness_of(visit),
        "answers": answers,
        "author": author_words(answers.version) if answers else "",
        "files": _files(visit, answers),
        "can_answer": visit.can_be_answered(request.at),
        "wishes": [_wish(each) for each in queries.wishes_in(visit)],
        "changes": [_change(each) for each in queries.changes_in(visit)],
        "said": said_about(visit),
        "planned": planned_beside(visit, today=request.today),
    }


def _wish(wish: dict[str, Any]) -> dict[str, Any]:
    """With what can be decided, and whether it is."""
    outcomes = [
        (value, label, value == wish["outcome"]) for value, label in WishOutcome.choices[1:]
    ]
    return wish | {"outcomes": outcomes, "is_decided": wish["outcome"] != WishOutcome.OPEN}


def _change(change: dict[str, Any]) -> dict[str, Any]:
    """With whether the patient keeps the time, and waits for an answer."""
    keeps = change["kind"] == TimeChangeKind.ANOTHER
    waits = keeps and not change["answered_at"]
    return change | {"keeps_the_time": keeps, "waits_for_answer": waits}


def _files(visit: Visit, answers: Answers | None) -> list[tuple[Attachment, StateWords]]:
    """The files among the newest answers; what is chosen but not sent is not care's to see."""
    return files_among(visit, file_ids_in(answers.version)) if answers is not None else []


@staff_page("POST", roles=CARE_ROLES)
def mark_read(request: StaffRequest, visit_id: uuid.UUID) -> HttpResponse:
    """Say that the answers are read; the patient sees who and when."""
    visit = get_object_or_404(Visit.within(request.acting), pk=visit_id)
    number = number_in(request.POST.get("number", ""), digits=LONGEST_NUMBER)
    if number is None:
        raise Http404
    try:
        actions.mark_read(visit, number=number, acting=request.acting, at=request.at)
        messages.success(request, _("Marked as read. The patient sees that you have read it."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("visits:preparation", visit_id)


@staff_page("POST", roles=CARE_ROLES)
def decide_wish(request: StaffRequest, visit_id: uuid.UUID, wish_id: uuid.UUID) -> HttpResponse:
    """Book, discuss or decline a wish to meet someone; the patient sees which."""
    reached = Wish.within(request.acting).select_related("visit")
    wish = get_object_or_404(reached, pk=wish_id, visit_id=visit_id)
    if request.POST.get("outcome") not in WishOutcome.values[1:]:
        raise Http404
    try:
        actions.decide_wish(
            wish,
            outcome=WishOutcome(request.POST["outcome"]),
            note=clean_text(request.POST.get("note", ""), max_length=LONGEST_NOTE, multiline=True),
            acting=request.acting,
            at=request.at,
        )
    except BadText as fault:
        return _undecided(request, wish, sentence(fault))
    except Refused as refusal:
        return _undecided(request, wish, str(refusal))
    messages.success(request, _("Saved. The patient sees what you decided."))
    return redirect("visits:preparation", visit_id)


def _undecided(request: StaffRequest, wish: Wish, why: str) -> HttpResponse:
    """The page again, with the words that stand in the way and why."""
    page = _page(request, wish.visit_id)
    for each in page["wishes"]:
        if each["id"] == str(wish.pk):
            each |= {"note": request.POST.get("note", ""), "trouble": why}
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "visits/staff/preparation.html", page, status=status)


def _newest(request: StaffRequest, visit_id: uuid.UUID) -> tuple[Visit, ResponseVersion]:
    reached = Visit.within(request.acting).select_related("patient", "clinic")
    visit = get_object_or_404(reached, pk=visit_id)
    versions = ResponseVersion.within(request.acting).select_related("response__version")
    version = get_object_or_404(
        versions, response_id=visit.response_id, number=visit.answers_number
    )
    return visit, version


@staff_page("GET", roles=CARE_ROLES)
def record(request: StaffRequest, visit_id: uuid.UUID) -> HttpResponse:
    """The answers as plain text, to paste into the record."""
    visit, version = _newest(request, visit_id)
    trail.read("record.taken", acting=request.acting, patient_id=visit.patient_id, about=version)
    context = {"visit": visit, "version": version, "text": record_text(visit, version)}
    return render(request, "visits/staff/record.html", context)


@staff_page("GET", roles=CARE_ROLES)
def record_file(request: StaffRequest, visit_id: uuid.UUID) -> HttpResponse:
    """The answers as PDF. The file's name says nothing of the patient."""
    visit, version = _newest(request, visit_id)
    trail.read("record.taken", acting=request.acting, patient_id=visit.patient_id, about=version)
    response = HttpResponse(record_pdf(visit, version), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="svar-{visit.starts_at:%Y-%m-%d}.pdf"'
    return response


@staff_page("POST", roles=CARE_ROLES)
def mark_recorded(request: StaffRequest, visit_id: uuid.UUID) -> HttpResponse:
    """Mark once that the answers are entered in the record: those that were on the page."""
    _visit, version = _newest(request, visit_id)
    if request.POST.get("number") != str(version.number):
        newer = _("New answers have come since you opened the page. Read them first.")
        messages.error(request, newer)
    elif actions.mark_recorded(version, acting=request.acting, at=request.at):
        messages.success(request, _("Marked as entered in the record."))
    else:
        messages.info(request, _("A colleague has already marked it."))
    return redirect("visits:preparation", visit_id)

"""Choosing whom to act for, and getting back what one wrote."""

import uuid
from http import HTTPStatus
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samplan.access import actions, marks, queries, sealing, whose
from samplan.access.acting import PatientActing, StaffActing
from samplan.access.gates import open_page, patient_page, staff_page
from samplan.access.models import SealedPost
from samplan.access.request import PatientRequest, StaffRequest, TimedRequest
from samplan.access.session import TEXT_SIZE, current_acting, pick, user_id_of
from samplan.access.switching import page_too_old, wrong_acting
from samplan.accounts.next_page import next_page
from samplan.audit import trail


@open_page
@require_GET
def enter(request: HttpRequest) -> HttpResponse:
    """From signing in to acting: for oneself, or in the only or a chosen assignment."""
    timed = cast(TimedRequest, request)
    user_id = user_id_of(request.session)
    if user_id is None:
        return redirect("accounts:login")
    actions.link_person(user_id, at=timed.at)
    acting = queries.self_acting(user_id, timed.today) or _only_assignment(user_id, timed)
    if acting is None:
        return redirect("access:assignments")
    pick(request.session, acting)
    request.session[TEXT_SIZE] = queries.text_size_of(user_id)
    if sealing.sealed_for_user(user_id, timed.at).exists():
        return redirect("access:restore")
    home = "/" if isinstance(acting, PatientActing) else "/vard/"
    wanted = next_page(request.GET.get("next"))
    return redirect(home if wanted in {"", "/"} else wanted)


def _only_assignment(user_id: uuid.UUID, request: TimedRequest) -> StaffActing | None:
    found = list(queries.assignments_of(user_id, request.today)[:2])
    if len(found) != 1:
        return None
    return queries.staff_acting(user_id, found[0].pk, request.today)


@open_page
@require_http_methods(["GET", "POST"])
def assignments(request: HttpRequest) -> HttpResponse:
    """Staff choose the assignment that bounds what they see."""
    timed = cast(TimedRequest, request)
    user_id = user_id_of(request.session)
    if user_id is None:
        return redirect("accounts:login")
    if request.method == "POST":
        return _take_assignment(timed, user_id)
    found = queries.assignments_of(user_id, timed.today)
    return render(request, "access/assignments.html", {"assignments": found})


def _take_assignment(request: TimedRequest, user_id: uuid.UUID) -> HttpResponse:
    acting = queries.staff_acting(user_id, _key(request.POST.get("assignment")), request.today)
    if acting is None:
        raise Http404
    pick(request.session, acting)
    if sealing.sealed_for_user(user_id, request.at).exists():
        return redirect("access:restore")
    return redirect("/vard/")


@patient_page("GET")
def people(request: PatientRequest) -> HttpResponse:
    """Whom one may act for."""
    context = {
        "own": queries.self_acting(request.acting.user_id, request.today),
        "children": queries.children_of(request.acting.user_id, request.today),
    }
    trail.read("people.read", acting=request.acting, patient_id=request.acting.patient_id)
    return render(request, "access/people.html", context)


@open_page
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Act for oneself or for a child from now on. Takes no mark: switching changes nothing else."""
    timed = cast(TimedRequest, request)
    acting = current_acting(request)
    if not isinstance(acting, PatientActing):
        raise Http404
    other: PatientActing | None
    if request.POST.get("kind") == "guardian":
        child = _key(request.POST.get("patient"))
        other = queries.guardian_acting(acting.user_id, child, timed.today)
    else:
        other = queries.self_acting(acting.user_id, timed.today)
    if other is None:
        raise Http404
    pick(request.session, other)
    return redirect(next_page(request.POST.get("next")) or "/")


@open_page
@require_GET
@never_cache
def restore(request: HttpRequest) -> HttpResponse:
    """What one wrote when the login had ended, to send on or throw away."""
    timed = cast(TimedRequest, request)
    acting = current_acting(request)
    if acting is None:
        return redirect("accounts:login")
    found = sealing.sealed_for_user(acting.user_id, timed.at)
    kept = next((row for row in found if queries.acting_of(row.acting_key, timed.today)), None)
    if kept is None:
        return redirect("/" if isinstance(acting, PatientActing) else "/vard/")
    cast(PatientRequest, request).acting = cast(PatientActing, acting)
    is_mine = kept.acting_key == acting.key
    if is_mine:  # else nothing of it is shown before one has switched
        _log_kept(kept, acting)
    context: dict[str, object] = {"kept": kept, "is_mine": is_mine}
    context["other_kind"], context["other_id"] = kept.acting_key.split(":")[1:]
    return render(request, "access/restore.html", context)


def _log_kept(kept: SealedPost, acting: PatientActing | StaffActing) -> None:
    """On the patient it was written for; staff may have written of someone not yet found."""
    if isinstance(acting, PatientActing):
        patient_id: uuid.UUID | None = acting.patient_id
    else:
        patient_id = whose.patient_at(kept.path)
    trail.read("sealed.read", acting=acting, patient_id=patient_id, about=kept)


@patient_page("POST")
def forget(request: PatientRequest, sealed_id: uuid.UUID) -> HttpResponse:
    """Throw away what was kept."""
    sealing.forget(request.acting.key, sealed_id)
    return redirect("/")


@staff_page("POST")
def forget_as_staff(request: StaffRequest, sealed_id: uuid.UUID) -> HttpResponse:
    """Throw away what was kept."""
    sealing.forget(request.acting.key, sealed_id)
    return redirect("/vard/")


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form could not be trusted to come from our own page.

    Where its mark shows that it did, but before the person signed in anew, nothing is done before
    it is read again, and what was written is kept.
    """
    own = current_acting(request)
    key = marks.key_in(request.POST.get(marks.FIELD, ""))
    if own is not None and key is not None and key.startswith(f"{own.user_id}:"):
        mine = cast(PatientRequest, request)
        mine.acting = cast(PatientActing, own)
        return page_too_old(mine) if key == own.key else wrong_acting(mine, key)
    return render(request, "access/csrf_failed.html", status=HTTPStatus.FORBIDDEN)


def _key(value: str | None) -> uuid.UUID:
    try:
        return uuid.UUID(value or "")
    except ValueError:
        raise Http404 from None

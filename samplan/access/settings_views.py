"""The patient's settings and the list of who has looked."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samplan.access import actions, further, queries
from samplan.access.forms import TextSizeForm
from samplan.access.gates import patient_page
from samplan.access.request import PatientRequest
from samplan.access.session import TEXT_SIZE
from samplan.accounts.models import TextSize
from samplan.audit import trail
from samplan.audit.models import Event
from samplan.audit.queries import PAGE, events_about
from samplan.audit.reading import line_of, turns_of
from samplan.common.paging import moment_after_in
from samplan.ui.parts import Chip

EVERYONE = "alla"


@patient_page("GET")
def settings(request: PatientRequest) -> HttpResponse:
    """How one is reached: digital consent, given or withdrawn."""
    patient_id = request.acting.patient_id
    trail.read("consent.read", acting=request.acting, patient_id=patient_id)
    chosen = request.session.get(TEXT_SIZE, TextSize.NORMAL)
    context = {
        "consent": queries.standing_consent(patient_id),
        "form": TextSizeForm(initial={"text_size": chosen}),
        "further": [(page, reverse(page.url_name)) for page in further.pages()],
    }
    return render(request, "access/settings.html", context)


@patient_page("POST")
def choose_text_size(request: PatientRequest) -> HttpResponse:
    """Read every page in another size from now on."""
    form = TextSizeForm(request.POST)
    if not form.is_valid():
        raise Http404
    size = TextSize(form.cleaned_data["text_size"])
    actions.choose_text_size(size, acting=request.acting)
    request.session[TEXT_SIZE] = size.value
    messages.success(request, _("Saved. This is how large the text is now."))
    return redirect("access:settings")


@patient_page("POST")
def give_consent(request: PatientRequest) -> HttpResponse:
    """Agree to be reached digitally."""
    actions.give_consent(acting=request.acting, at=request.at)
    messages.success(request, _("Saved. Your clinics can now reach you here."))
    return redirect("access:settings")


@patient_page("POST")
def withdraw_consent(request: PatientRequest) -> HttpResponse:
    """Be reached on paper from now on."""
    actions.withdraw_consent(acting=request.acting, at=request.at)
    messages.success(request, _("Saved. Your clinics now send you letters on paper."))
    return redirect("access:settings")


@patient_page("GET")
def who_has_looked(request: PatientRequest) -> HttpResponse:
    """The log, in plain words: who has seen or done what, and when. Newest first.

    One's own doings would bury those of others, so they are shown only when asked for.
    """
    patient_id = request.acting.patient_id
    shows_all = request.GET.get("visa") == EVERYONE
    but_by = "" if shows_all else request.acting.actor_id
    found = list(events_about(patient_id, before=moment_after_in(request), but_by=but_by))
    shown = found[:PAGE]
    trail.read("log.read", acting=request.acting, patient_id=patient_id)
    last = shown[-1] if len(found) > PAGE else None
    context = {
        "turns": turns_of(line_of(event) for event in shown),
        "older": _older(last, shows_all=shows_all) if last else "",
        "chips": _chips(shows_all=shows_all),
    }
    return render(request, "access/who_has_looked.html", context)


def _chips(*, shows_all: bool) -> list[Chip]:
    address = reverse("access:who-has-looked")
    return [
        Chip(label=_("Others than you"), url=address, is_current=not shows_all),
        Chip(label=_("Everyone"), url=f"{address}?visa={EVERYONE}", is_current=shows_all),
    ]


def _older(last: Event, *, shows_all: bool) -> str:
    return f"?efter={last.place}" + (f"&visa={EVERYONE}" if shows_all else "")

"""Someone who has grown out of a guardian's acting is asked how they want to be reached."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samplan.access.gates import patient_page
from samplan.access.request import PatientRequest
from samplan.audit import trail
from samplan.visits import actions


@patient_page("GET", "POST")
def consent(request: PatientRequest) -> HttpResponse:
    """Choose here or paper. Who has not been asked finds the same among the settings."""
    if not actions.open_questions(request.acting).exists():
        trail.read_nobody()
        return redirect("access:settings")
    if request.method == "POST":
        return _answered(request)
    trail.read("consent.read", acting=request.acting, patient_id=request.acting.patient_id)
    return render(request, "visits/consent.html")


def _answered(request: PatientRequest) -> HttpResponse:
    answer = request.POST.get("answer")
    if answer not in {"yes", "no"}:
        raise Http404
    actions.answer_consent(is_yes=answer == "yes", acting=request.acting, at=request.at)
    said = {
        "yes": _("Saved. Your clinics can now reach you here."),
        "no": _("Saved. Your clinics send you letters on paper."),
    }
    messages.success(request, said[answer])
    return redirect("/")

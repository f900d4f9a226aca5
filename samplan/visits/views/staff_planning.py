"""Planning a visit: the type first, then all that the summons says."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language

from samplan.access.gates import staff_page
from samplan.access.policies import CARE_ROLES, Refused
from samplan.access.queries import patients_of_clinic
from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.bookings.actions import TimeIsTaken
from samplan.bookings.models import Resource
from samplan.common.paging import place_in
from samplan.patients.models import Patient
from samplan.visits import actions, staff_queries
from samplan.visits.actions import NewVisit
from samplan.visits.forms_planning import TimeForm, VisitForm, key_of
from samplan.visits.models import Visit, VisitType
from samplan.visits.outgoing import planned_questions
from samplan.visits.views.free_times import chosen_time, free_times


@staff_page("GET", "POST", roles=CARE_ROLES)
def plan(request: StaffRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Choose a type in the address (`typ`), then fill in the rest.

    A free time can be chosen in the address too (`dag`, `tid`, `hos`). The time is held while the
    next page is looked through.
    """
    patient = get_object_or_404(patients_of_clinic(request.acting), pk=patient_id)
    types = staff_queries.types_in_use(request.acting)
    visit_type = _chosen(request, types)
    context = {"patient": patient, "types": types, "visit_type": visit_type}
    trail.read("patient.read", acting=request.acting, patient_id=patient.pk, about=patient)
    if visit_type is None:
        return render(request, "visits/staff/plan/choose.html", context)
    resources = staff_queries.resources_in_use(request.acting)
    form = _form(request, patient, visit_type, resources)
    visit = _planned(request, patient, visit_type, form) if form.is_valid() else None
    if visit is not None:
        return redirect("visits:staff-summons", visit.pk)
    context |= {"form": form, "resources": resources, **_around(request, visit_type, resources)}
    return render(request, "visits/staff/plan/fill_in.html", context)


def _form(
    request: StaffRequest, patient: Patient, visit_type: VisitType, resources: list[Resource]
) -> VisitForm:
    initial = VisitForm.of_type(visit_type, language=patient.language)
    return VisitForm(
        request.POST or None,
        visit_type=visit_type,
        at=request.at,
        resources=resources,
        initial=initial | chosen_time(request, resources),
    )


def _around(
    request: StaffRequest, visit_type: VisitType, resources: list[Resource]
) -> dict[str, object]:
    """What one looks at while filling in: the questions that go along, and when there is room."""
    language = (get_language() or "sv").partition("-")[0]
    return {
        "planned": planned_questions(visit_type, language=language),
        "free": free_times(request, visit_type, resources),
    }


def _chosen(request: StaffRequest, types: list[VisitType]) -> VisitType | None:
    try:
        key = place_in(request.GET.get("typ"))
    except ValueError:
        raise Http404 from None
    if key is None:
        return None
    found = next((each for each in types if each.pk == key), None)
    if found is None:
        raise Http404
    return found


def _planned(
    request: StaffRequest, patient: Patient, visit_type: VisitType, form: VisitForm
) -> Visit | None:
    new = NewVisit(
        patient=patient,
        visit_type=visit_type,
        resource=form.chosen,
        starts_at=form.starts_at,
        language=form.cleaned_data["language"],
        texts=form.texts(),
        source_key=key_of(form),
        held_until=request.at + actions.HELD_FOR,
    )
    try:
        return actions.plan_visit(new, acting=request.acting, at=request.at)
    except Refused as refusal:
        show_refusal(form, refusal)
        return None


def show_refusal(form: TimeForm, refusal: Refused) -> None:
    """Let a refusal stand where it can be put right: by the time, or above the form."""
    form.add_error("clock" if isinstance(refusal, TimeIsTaken) else None, str(refusal))

"""What visits tell the plan and the inbox below about themselves."""

import uuid
from collections.abc import Callable, Collection
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samplan.access import whose
from samplan.access.acting import PatientActing, StaffActing
from samplan.access.policies import works_with_patients
from samplan.access.request import StaffRequest
from samplan.audit import kinds
from samplan.cases import about, beside
from samplan.cases import kinds as case_kinds
from samplan.cases.models import Case, CaseKind
from samplan.cases.sends import selections
from samplan.common.addresses import address_of
from samplan.forms import usage
from samplan.patients import pages
from samplan.ui.navigation import NavEntry, register
from samplan.visits.actions import open_case, repoint_visit_types
from samplan.visits.beside_cases import asked_about, coming_visits, for_the_patient, what_matters
from samplan.visits.models import Visit
from samplan.visits.policies import may_administer_visit_types
from samplan.visits.staff_queries import patients_with_visits, types_in_use
from samplan.visits.type_forms import own_types_that_send, types_that_send, way_to_send

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

EVENTS: list[tuple[str, "StrOrPromise", kinds.Activity]] = [
    ("visit.planned", _("planned a visit"), "write"),
    ("visit.kept", _("booked a time that was held"), "write"),
    ("visit.released", _("let go of a held time"), "delete"),
    ("visit.sent", _("sent a summons"), "write"),
    ("visit.withdrawn", _("took back a summons"), "delete"),
    ("visit.corrected", _("changed a visit"), "write"),
    ("visit.cancelled", _("cancelled a visit"), "write"),
    ("visit.read", _("looked at a visit"), "read"),
    ("visits.listed", _("saw the name in a list of visits"), "read"),
    ("record.taken", _("took answers out for the record"), "print"),
    ("answers.read", _("read the answers before a visit"), "read"),
    ("answers.recorded", _("marked answers as entered in the record"), "write"),
    ("time_change.asked", _("asked for another time"), "write"),
    ("time_change.taken_back", _("took back a wish for another time"), "delete"),
    ("time_change.answered", _("answered a wish for another time"), "write"),
    ("handover.told", _("told that guardians soon stop acting"), "write"),
    ("handover.to_paper", _("moved a summons to paper"), "write"),
    ("wish.decided", _("decided on a wish to meet someone"), "write"),
    ("patients.listed", _("saw the name in a list of patients"), "read"),
    ("patient.read", _("looked at personal details and coming visits"), "read"),
    ("papers.listed", _("saw the name in a list of what to post"), "read"),
    ("letter.printed", _("printed a letter about a visit"), "print"),
    ("summons.posted", _("posted a letter about a visit"), "write"),
    ("summons.unposted", _("took back that a letter was posted"), "write"),
    ("visits.checked", _("saw the name when a list of visits was looked through"), "read"),
    ("visits.imported", _("imported a list of visits"), "write"),
    ("summonses.sent_again", _("started the sending of a list's summonses again"), "write"),
    ("summonses.seen_to", _("noted that summonses that could not be sent are seen to"), "write"),
    ("visit_type.added", _("made a visit type"), "write"),
    ("visit_type.changed", _("changed a visit type"), "write"),
    ("resource.added", _("added who or what can be booked"), "write"),
    ("resource.changed", _("changed who or what can be booked"), "write"),
]


def register_patient_page() -> None:
    """Pages below lead to the patient's."""
    pages.register(_page_of_patient)


def _page_of_patient(patient_id: uuid.UUID) -> str:
    return address_of("visits:staff-patient", patient_id)


def register_selections() -> None:
    """Patients to send to: those who have a visit between two days, of one type or of any."""
    selection = selections.Selection(
        label=_("Everyone with a visit in a period"),
        choice_label=_("Visit type"),
        choices=_types_to_choose,
        patients=patients_with_visits,
    )
    selections.register("visits", selection)


def _types_to_choose(acting: StaffActing) -> list[tuple[str, str]]:
    return [(str(each.pk), each.name) for each in types_in_use(acting)]


def register_cases() -> None:
    """What a summons and its questions lead to."""
    for kind in (CaseKind.SUMMONS, CaseKind.SUMMONS_WITH_QUESTIONS, CaseKind.QUESTIONS):
        subject = case_kinds.Subject(
            icon="calendar" if kind != CaseKind.QUESTIONS else "clipboard-list",
            verb=_("Go to the visit"),
            address=_visit_of_case,
            answer_verb=_("Answer the questions"),
            answer_address=_questions_of_case,
            opened=_case_opened,
        )
        case_kinds.register(kind, subject)


def register_navigation() -> None:
    """The patient's booked times and the staff's board."""
    register(
        NavEntry(
            key="visits",
            label=_("Booked times"),
            url_name="visits:visits",
            audience="patient",
            order=40,
        )
    )
    for key, label, order in (
        ("board", _("Visits"), 30),
        ("staff-patients", _("Patients"), 40),
        ("staff-papers", _("To post"), 50),
    ):
        _register_for_staff(key, label, order, _works_with_patients)
    _register_for_staff("staff-types", _("Visit types"), 60, _administers)


def _register_for_staff(
    key: str, label: "StrOrPromise", order: int, is_for: Callable[[HttpRequest], bool]
) -> None:
    register(
        NavEntry(
            key=key,
            label=label,
            url_name=f"visits:{key}",
            audience="staff",
            order=order,
            is_for=is_for,
        )
    )


def _works_with_patients(request: HttpRequest) -> bool:
    return works_with_patients(cast(StaffRequest, request).acting)


def _administers(request: HttpRequest) -> bool:
    return may_administer_visit_types(cast(StaffRequest, request).acting)


def register_addresses() -> None:
    """Whose the visits are whose keys stand in addresses."""
    whose.register("visit_id", _patient_of_visit)


def _patient_of_visit(visit_id: uuid.UUID) -> uuid.UUID | None:
    return Visit.objects.filter(pk=visit_id).values_list("patient_id", flat=True).first()


def register_usage() -> None:
    """Visit types send forms."""
    use = usage.FormUse(
        _("Visit types"),
        count=types_that_send,
        repoint=repoint_visit_types,
        named=own_types_that_send,
        way=way_to_send,
    )
    usage.register("visit types", use)


def register_kinds() -> None:
    """What events of staff's work with visits read as."""
    for key, words, activity in EVENTS:
        kinds.register(key, words, activity)


def _visit_of_case(case: Case) -> str:
    return reverse("visits:visit", args=[case.subject_id])


def _questions_of_case(case: Case) -> str:
    return reverse("visits:questions", args=[case.subject_id])


def _case_opened(
    case: Case, _shown: Collection[uuid.UUID], acting: PatientActing, at: datetime
) -> None:
    if not case.is_unread:
        return
    visit = get_object_or_404(Visit.within(acting), pk=case.subject_id)
    if not open_case(visit, case, acting=acting, at=at):
        raise Http404


def register_panels() -> None:
    """What stands beside a conversation for staff."""
    about.register("visit", for_the_patient)
    for make in (asked_about, what_matters, coming_visits):
        beside.register(make)

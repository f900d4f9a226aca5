"""What visits tell the plan and the inbox below about themselves."""

import uuid
from collections.abc import Callable
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
from samplan.forms import usage
from samplan.plans import kinds as plan_kinds
from samplan.plans.models import Activity, ActivityKind
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


def register_activities() -> None:
    """How a visit and each kind of preparation is shown and opened."""
    for kind, opening in OPENINGS.items():
        plan_kinds.register(kind, opening)
    plan_kinds.register_place("visit", _preparation_of)


def _preparation_of(activity: Activity) -> str:
    return reverse("visits:preparation", args=[activity.subject_id])


def register_selections() -> None:
    """Patients to send to: those who have a visit between two days, of one type or of any."""
    selection = selections.Selection(
        label=_("Everyone with a visit between two days"),
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


def _visit_of_activity(activity: Activity) -> str:
    return reverse("visits:visit", args=[activity.subject_id])


def _consent_page(activity: Activity) -> str:
    return reverse("visits:consent")


def _questions_of_activity(activity: Activity) -> str:
    return reverse("visits:questions", args=[activity.subject_id])


def _receipt_of_activity(activity: Activity) -> str:
    return reverse("visits:receipt", args=[activity.subject_id])


def _visit_of_case(case: Case) -> str:
    return reverse("visits:visit", args=[case.subject_id])


def _questions_of_case(case: Case) -> str:
    return reverse("visits:questions", args=[case.subject_id])


def _case_opened(case: Case, acting: PatientActing, at: datetime) -> None:
    if not case.is_unread:
        return
    visit = get_object_or_404(Visit.within(acting), pk=case.subject_id)
    if not open_case(visit, case, acting=acting, at=at):
        raise Http404


OPENINGS = {
    ActivityKind.VISIT: plan_kinds.Opening(
        icon="calendar",
        todo=_("Visit"),
        done=_("Visit"),
        verb=_("Open"),
        address=_visit_of_activity,
    ),
    ActivityKind.READ_SUMMONS: plan_kinds.Opening(
        icon="mail",
        todo=_("Read the summons"),
        done=_("The summons is read"),
        verb=_("Read"),
        address=_visit_of_activity,
    ),
    ActivityKind.ANSWER_QUESTIONS: plan_kinds.Opening(
        icon="clipboard-list",
        todo=_("Answer questions before the visit"),
        done=_("The questions are answered"),
        verb=_("Answer"),
        begun_verb=_("Go on answering"),
        address=_questions_of_activity,
        done_verb=_("See your answers"),
        done_address=_receipt_of_activity,
    ),
    ActivityKind.READ_ANSWERS: plan_kinds.Opening(
        icon="clipboard-check",
        todo=_("The clinic reads your answers"),
        done=_("The clinic has read your answers"),
    ),
    ActivityKind.WISHED_PROFESSION: plan_kinds.Opening(
        icon="handshake",
        todo=_("Decide on a wish to meet someone"),
        done=_("The clinic has decided on your wish"),
    ),
    ActivityKind.TIME_CHANGE: plan_kinds.Opening(
        icon="clock",
        todo=_("The clinic answers your wish for another time"),
        done=_("The clinic has answered your wish for another time"),
    ),
    ActivityKind.HANDOVER: plan_kinds.Opening(
        icon="users",
        todo=_("The child turns 13. From then on, guardians no longer act for the child here."),
        done=_("Guardians no longer act here"),
    ),
    ActivityKind.CONSENT: plan_kinds.Opening(
        icon="mail",
        todo=_("Choose how you want your summonses: here or on paper"),
        done=_("You have chosen how you want your summonses"),
        verb=_("Choose"),
        address=_consent_page,
    ),
    ActivityKind.PAPER: plan_kinds.Opening(
        icon="printer",
        todo=_("The clinic sends the summons on paper"),
        done=_("The summons is sent on paper"),
    ),
}


def register_panels() -> None:
    """What stands beside a conversation for staff."""
    about.register("visit", for_the_patient)
    for make in (asked_about, what_matters, coming_visits):
        beside.register(make)

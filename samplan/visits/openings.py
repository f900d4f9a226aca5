"""How the plan shows a visit and what prepares for it, and where each side opens it."""

import uuid
from collections.abc import Sequence
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samplan.access.acting import StaffActing
from samplan.plans import kinds as plan_kinds
from samplan.plans.models import Activity, ActivityKind


def register_activities() -> None:
    """How a visit and each kind of preparation is shown and opened."""
    for kind, opening in OPENINGS.items():
        plan_kinds.register(kind, opening)
    plan_kinds.register_places("visit", _preparations)


def _preparations(acting: StaffActing, tasks: Sequence[Activity]) -> dict[uuid.UUID, str]:
    return {each.pk: reverse("visits:preparation", args=[each.subject_id]) for each in tasks}


def _visit_of_activity(activity: Activity) -> str:
    return reverse("visits:visit", args=[activity.subject_id])


def _consent_page(activity: Activity) -> str:
    return reverse("visits:consent")


def _questions_of_activity(activity: Activity) -> str:
    return reverse("visits:questions", args=[activity.subject_id])


def _receipt_of_activity(activity: Activity) -> str:
    return reverse("visits:receipt", args=[activity.subject_id])


OPENINGS: Final = {
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

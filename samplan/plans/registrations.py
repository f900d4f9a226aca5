"""How the plan's own kinds are opened, and whose an activity is."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samplan.plans import kinds
from samplan.plans.models import Activity, ActivityKind


def register_openings() -> None:
    """What has no app above."""
    kinds.register(
        ActivityKind.UNREACHED,
        kinds.Opening(
            icon="mail",
            todo=_("Our messages do not reach you. Check your addresses."),
            done=_("You have been reached"),
            verb=_("Check"),
            address=lambda _activity: reverse("notifications:notices"),
            staff_address=lambda activity: reverse("plans:unreached", args=[activity.pk]),
        ),
    )


def patient_of(activity_id: uuid.UUID) -> uuid.UUID | None:
    """The key of the activity's patient."""
    found = Activity.objects.filter(pk=activity_id).values_list("patient_id", flat=True)
    return found.first()

"""The patient's plan: one's own things to do, and what the clinic does in the words of its kind."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samplan.access.acting import PatientActing
from samplan.access.own_data import Entry, Field, Part, in_batches, register
from samplan.plans.kinds import opening_of
from samplan.plans.models import Activity


def register_parts() -> None:
    """Among what comes and what has been."""
    register(Part(key="plan", heading=gettext_lazy("My plan"), order=40, entries=_plan))


def _plan(acting: PatientActing) -> Iterator[Entry]:
    standing = Activity.within(acting).select_related("clinic")
    for batch in in_batches(standing, "registered_at"):
        for each in batch:
            yield _entry(each)


def _entry(activity: Activity) -> Entry:
    opening = opening_of(activity)
    # What the clinic calls its own tasks is said among staff.
    own = activity.title if activity.is_patients else ""
    return Entry(
        kind="activity",
        title=str(opening.done if activity.is_done else own or opening.todo),
        fields=(
            Field("what", "", activity.kind),
            Field("title", "", own),
            Field("clinic", _("Clinic"), activity.clinic.name),
            Field("responsible", _("Who does it"), activity.get_responsible_display()),
            Field("state", _("State"), activity.get_state_display()),
            Field("starts_at", _("When"), activity.starts_at),
            Field("due_on", _("Last day"), activity.due_on),
            Field("registered_at", _("Added"), activity.registered_at),
            Field("closed_at", _("Done or cancelled"), activity.closed_at),
        ),
    )

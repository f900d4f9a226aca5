from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samplan.audit import kinds
from samplan.ui import navigation


class PlansConfig(AppConfig):
    name = "samplan.plans"
    label = "plans"

    def ready(self) -> None:
        """Take a place in the navigation bar, say what events read as, and take what is refused."""
        from samplan.access import whose
        from samplan.notifications import refusals
        from samplan.plans import own_data, registrations, unreached

        own_data.register_parts()
        registrations.register_openings()
        whose.register("activity_id", registrations.patient_of)
        refusals.register(unreached.ask_care, unreached.close_mended)
        navigation.register(
            navigation.NavEntry(
                key="plan",
                label=_("My plan"),
                url_name="plans:plan",
                audience="patient",
                order=30,
            )
        )
        kinds.register("plan.read", _("looked at the plan"), "read")
        kinds.register("activity.reminded", _("sent a reminder"), "write")
        kinds.register("activity.done", _("marked something in the plan as done"), "write")
        kinds.register("activity.cancelled", _("took something out of the plan"), "write")
        kinds.register(
            "activity.reopened", _("marked something in the plan as not done after all"), "write"
        )
        kinds.register(
            "activity.unreached", _("noted that a message did not come through"), "write"
        )
        kinds.register("task.read", _("looked at a task"), "read")

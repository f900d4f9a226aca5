from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samplan.audit import kinds
from samplan.ui import navigation


class PlansConfig(AppConfig):
    name = "samplan.plans"
    label = "plans"

    def ready(self) -> None:
        """Take a place in the navigation bar, and say what events read as."""
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

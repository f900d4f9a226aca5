from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samplan.audit import kinds


class VisitsConfig(AppConfig):
    name = "samplan.visits"
    label = "visits"

    def ready(self) -> None:
        """Say how visits and their preparation are shown, opened and logged."""
        from samplan.visits import own_data, registrations

        own_data.register_parts()
        registrations.register_activities()
        registrations.register_cases()
        registrations.register_navigation()
        registrations.register_kinds()
        registrations.register_addresses()
        registrations.register_usage()
        registrations.register_panels()
        registrations.register_selections()
        kinds.register("visit.planned", _("planned a visit"), "write")
        kinds.register("visit.kept", _("booked a time that was held"), "write")
        kinds.register("visit.released", _("let go of a held time"), "delete")
        kinds.register("visit.sent", _("sent a summons"), "write")
        kinds.register("visit.withdrawn", _("took back a summons"), "delete")
        kinds.register("visit.corrected", _("changed a visit"), "write")
        kinds.register("visit.cancelled", _("cancelled a visit"), "write")
        kinds.register("visit.read", _("looked at a visit"), "read")
        kinds.register("visits.listed", _("saw the name in a list of visits"), "read")
        kinds.register("record.taken", _("took answers out for the record"), "print")
        kinds.register("answers.read", _("read the answers before a visit"), "read")
        kinds.register("answers.recorded", _("marked answers as entered in the record"), "write")
        kinds.register("time_change.asked", _("asked for another time"), "write")
        kinds.register("time_change.taken_back", _("took back a wish for another time"), "delete")
        kinds.register("time_change.answered", _("answered a wish for another time"), "write")
        kinds.register("handover.told", _("told that guardians soon stop acting"), "write")
        kinds.register("handover.to_paper", _("moved a summons to paper"), "write")
        kinds.register("wish.decided", _("decided on a wish to meet someone"), "write")

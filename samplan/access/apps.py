from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samplan.audit import kinds


class AccessConfig(AppConfig):
    name = "samplan.access"
    label = "access"

    def ready(self) -> None:
        """Say what this app's events read as, and whose a patient's key is."""
        from samplan.access import own_data_parts, queries, whose

        own_data_parts.register_parts()
        whose.register("patient_id", queries.known_patient)
        kinds.register("relation.opened", _("started a care relation"), "write")
        kinds.register("patient.not_found", _("looked up a number that nobody has"), "read")
        kinds.register("patient.looked_up", _("looked up the person by identity number"), "read")
        kinds.register("look_ups.spent", _("looked up more people than is let"), "read")
        kinds.register("patient.number_shown", _("saw the whole identity number"), "read")
        kinds.register("consent.given", _("agreed to digital contact"), "approve")
        kinds.register("consent.withdrawn", _("ended digital contact"), "approve")
        kinds.register("consent.grown_out", _("ended what a guardian had agreed to"), "approve")
        kinds.register("consent.read", _("looked at the consent"), "read")
        kinds.register("people.read", _("looked at whom one may act for"), "read")
        kinds.register("sealed.read", _("looked at what had not been sent"), "read")
        kinds.register("log.read", _("looked at this log"), "read")
        kinds.register("organisation.made", _("made an organisation"), "write")
        kinds.register("organisation.changed", _("changed an organisation"), "write")
        kinds.register("staff.made", _("added a staff member"), "write")
        kinds.register("staff.changed", _("changed a staff member"), "write")
        kinds.register("assignment.given", _("gave a role"), "write")
        kinds.register("assignment.ended", _("ended a role"), "write")
        kinds.register("patient.made", _("was added as a patient"), "write")

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samplan.audit import kinds


class InteropConfig(AppConfig):
    name = "samplan.interop"
    label = "interop"

    def ready(self) -> None:
        """Stand among the settings, and say what events read as and whose copies are."""
        from samplan.access import further, whose
        from samplan.interop import queries

        whose.register("copy_id", queries.patient_of_copy)
        kinds.register("copies.read", _("looked at the copies of one's own data"), "read")
        kinds.register("copy.asked", _("asked for a copy of one's own data"), "write")
        kinds.register("copy.made", _("made the copy of one's own data"), "print")
        kinds.register("copy.failed", _("could not make the copy of one's own data"), "write")
        kinds.register("copy.fetched", _("fetched the copy of one's own data"), "print")
        kinds.register("copy.removed", _("removed the copy of one's own data"), "delete")
        further.register(
            further.Further(
                label=_("Your own data"),
                text=_("Get a copy of everything that stands here about you."),
                url_name="interop:own-data",
            )
        )

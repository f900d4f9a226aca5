from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samplan.audit import kinds


class BookingsConfig(AppConfig):
    name = "samplan.bookings"
    label = "bookings"

    def ready(self) -> None:
        """Say what this app's events read as."""
        kinds.register("appointment.booked", _("booked a time"), "write")
        kinds.register("appointment.cancelled", _("freed a time"), "write")

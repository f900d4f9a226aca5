"""How the patient has chosen to be told."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samplan.access.acting import PatientActing
from samplan.access.own_data import Entry, Field, Part, register
from samplan.notifications.models import Preference


def register_parts() -> None:
    """Among the settings."""
    heading = gettext_lazy("How we tell you")
    register(Part(key="aviseringar", heading=heading, order=80, entries=_chosen))


def _chosen(acting: PatientActing) -> Iterator[Entry]:
    for each in Preference.objects.filter(patient=acting.patient_id):
        yield Entry(
            kind="notice_settings",
            title=_("Your choices"),
            fields=(
                Field("message", _("New messages"), each.get_message_display()),
                Field("visit", _("Summonses and visits"), each.get_visit_display()),
                Field("reminder", _("Reminders"), each.get_reminder_display()),
                Field("change", _("Changes"), each.get_change_display()),
                Field("quiet_from", _("Quiet from"), each.quiet_from),
                Field("quiet_until", _("Quiet until"), each.quiet_until),
                Field("digest_hour", _("One message a day, at"), each.digest_hour),
            ),
        )

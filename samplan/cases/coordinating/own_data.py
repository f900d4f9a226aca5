"""What care contacts at different clinics have written to each other, and who was let take part."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samplan.access.acting import PatientActing
from samplan.access.own_data import Entry, Field, Part, in_batches, register
from samplan.cases.models import CoordinationConsent, CoordinationMessage


def register_part() -> None:
    """After the care contacts."""
    heading = gettext_lazy("Coordination between clinics")
    register(Part(key="samordning", heading=heading, order=62, entries=_coordination))


def _coordination(acting: PatientActing) -> Iterator[Entry]:
    given = CoordinationConsent.within(acting).select_related("clinic")
    for consents in in_batches(given, "given_at"):
        for each in consents:
            yield _consent(each)
    written = CoordinationMessage.within(acting).select_related("clinic")
    for messages in in_batches(written, "sent_at"):
        for message in messages:
            yield _message(message)


def _consent(consent: CoordinationConsent) -> Entry:
    return Entry(
        kind="coordination_consent",
        title=consent.clinic.name,
        fields=(
            Field("clinic", "", consent.clinic.name),
            Field("given_at", _("You agreed"), consent.given_at),
            Field("given_by", _("By"), consent.given_by),
            Field("withdrawn_at", _("Taken back"), consent.withdrawn_at),
            Field("withdrawn_by", _("Taken back by"), consent.withdrawn_by),
        ),
    )


def _message(message: CoordinationMessage) -> Entry:
    return Entry(
        kind="coordination_message",
        title=f"{message.full_signature}, {message.clinic.name}",
        fields=(
            Field("from", "", message.author_name),
            Field("clinic", "", message.clinic.name),
            Field("sent_at", _("Sent"), message.sent_at),
        ),
        text=message.body,
    )

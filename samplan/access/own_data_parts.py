"""Who the patient is, what was agreed to, which clinics know the patient, and who has looked."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samplan.access.acting import PatientActing
from samplan.access.models import Approval, CareRelation, DigitalConsent
from samplan.access.own_data import Entry, Field, Part, in_batches, register
from samplan.audit.models import Event
from samplan.audit.reading import line_of
from samplan.patients.models import Patient


def register_parts() -> None:
    """The patient comes first in the copy, and who has looked last."""
    heading = gettext_lazy("About you")
    register(Part(key="om-dig", heading=heading, order=10, entries=_person))
    heading = gettext_lazy("Consents and clinics")
    register(Part(key="samtycken", heading=heading, order=70, entries=_consents))
    heading = gettext_lazy("Who has looked")
    register(Part(key="vem-har-tittat", heading=heading, order=90, entries=_looked))


def _person(acting: PatientActing) -> Iterator[Entry]:
    patient = Patient.objects.get(pk=acting.patient_id)
    yield Entry(
        kind="patient",
        title=patient.full_name,
        fields=(
            Field("name", "", patient.full_name),
            Field("identity_number", _("Identity number"), patient.written_number),
            Field("born_on", _("Born"), patient.born_on),
            Field("email", _("E-mail"), patient.email),
            Field("phone", _("Phone"), patient.phone),
            Field("address", _("Address"), patient.address),
            Field("municipality", _("Municipality"), patient.municipality),
            Field("language", _("Language"), patient.language),
            Field("has_protected_identity", _("Protected"), patient.has_protected_identity),
        ),
    )


def _consents(acting: PatientActing) -> Iterator[Entry]:
    for each in DigitalConsent.objects.filter(patient=acting.patient_id).order_by("given_at"):
        yield Entry(
            kind="digital_consent",
            title=_("Digital contact"),
            fields=(
                Field("given_at", _("Agreed"), each.given_at),
                Field("given_by", _("By"), each.given_by),
                Field("withdrawn_at", _("Ended"), each.withdrawn_at),
                Field("withdrawn_by", _("Ended by"), each.withdrawn_by),
            ),
        )
    yield from _clinics(acting)


def _clinics(acting: PatientActing) -> Iterator[Entry]:
    relations = CareRelation.objects.filter(patient=acting.patient_id).select_related("clinic")
    for relation in relations.order_by("began_at", "id"):
        yield Entry(
            kind="care_relation",
            title=relation.clinic.name,
            fields=(
                Field("clinic", "", relation.clinic.name),
                Field("reason", _("Why the clinic sees you"), relation.get_reason_display()),
                Field("began_at", _("From"), relation.began_at),
                Field("ended_at", _("Until"), relation.ended_at),
            ),
        )
    approvals = Approval.objects.filter(patient=acting.patient_id).select_related("clinic")
    for approval in approvals.order_by("approved_at", "id"):
        yield Entry(
            kind="approval",
            title=_("Approved as a patient"),
            fields=(
                Field("clinic", _("Clinic"), approval.clinic.name),
                Field("approved_at", _("From"), approval.approved_at),
                Field("approved_by", _("By"), approval.approved_by),
                Field("until_on", _("Until"), approval.until_on),
                Field("ended_at", _("Ended"), approval.ended_at),
            ),
        )


def _looked(acting: PatientActing) -> Iterator[Entry]:
    for batch in in_batches(Event.objects.filter(patient=str(acting.patient_id)), "at"):
        for event in batch:
            line = line_of(event)
            yield Entry(
                kind="log_entry",
                title=f"{line.who}: {line.what}",
                fields=(
                    Field("at", _("When"), line.at),
                    Field("who", "", line.who),
                    Field("what", "", str(line.what)),
                    Field("where", _("Where"), line.where),
                ),
            )

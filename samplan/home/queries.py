"""Clinics as patients read them, and what the start page asks for."""

import uuid
from datetime import date
from typing import Any, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import JSONObject

from samplan.access.acting import Acting, PatientActing, StaffActing
from samplan.access.administration import administered_by
from samplan.access.compiled import compiled
from samplan.access.models import CareRelation
from samplan.cases.gates import nobody_has_it, services_for_contacts, services_of, services_offered
from samplan.cases.models import Offering
from samplan.cases.shortcut import SERVICE_SHORTCUT
from samplan.home.services import service_list
from samplan.organisations.models import (
    ClinicDocument,
    Errand,
    InformationPage,
    OpeningHours,
    Organisation,
    OtherHours,
)
from samplan.organisations.queries import clinics
from samplan.shortcuts.models import ChosenClinic, Shortcut

SHOWN_OWN = 50
SHOWN_DAYS = 30  # days that are otherwise
SHOWN_INFORMATION = 50
OF_ERRAND = ("name", "what_for", "phone_key", "phone_hours", "quickest", "service_key")
CLINIC_SHORTCUT = "clinic"


@compiled
def own_clinics(acting: Acting) -> QuerySet[Organisation]:
    """The patient's clinics by name: chosen, or with a care relation."""
    return _own_clinics(acting)


@compiled
def own_clinics_with_services(acting: Acting, *, today: date) -> QuerySet[Organisation]:
    """The same, each with what the patient may do there, for `services_in`."""
    services = services_of(acting, patient_of(acting), on=today)
    return _own_clinics(acting).annotate(service_list=service_list(services))


def _own_clinics(acting: Acting) -> QuerySet[Organisation]:
    chosen = ChosenClinic.within(acting).filter(clinic_id=OuterRef("pk"))
    own = clinics().annotate(is_patient_here=_is_patient_here(acting))
    own = own.filter(Exists(chosen) | Q(is_patient_here=True))
    return own.order_by("sort_name", "id")[:SHOWN_OWN]


def _is_patient_here(acting: Acting) -> Exists:
    """Whether the clinic has a care relation with the patient: it is among the patient's own
    clinics then, chosen or not."""
    relations = CareRelation.objects.filter(patient_id=patient_of(acting), ended_at=None)
    return Exists(relations.filter(clinic_id=OuterRef("pk")))


@compiled
def clinic_to_read(acting: Acting, *, slug: str, today: date) -> QuerySet[Organisation]:
    """The clinic with all that its page shows, and whether it is among the patient's own."""
    chosen = ChosenClinic.within(acting).filter(clinic_id=OuterRef("pk"))
    shortcut = Shortcut.within(acting).filter(kind=Value(CLINIC_SHORTCUT), key=OuterRef("slug"))
    services_kept = Shortcut.within(acting).filter(kind=Value(SERVICE_SHORTCUT))
    found = _with_all(clinics().filter(slug=slug), today)
    services = service_list(services_of(acting, patient_of(acting), on=today))
    return found.annotate(
        is_chosen=Exists(chosen),
        is_patient_here=_is_patient_here(acting),
        has_shortcut=Exists(shortcut),
        service_list=services,
        service_shortcuts=ArraySubquery(services_kept.values("key")),
    )


def patient_of(acting: Acting) -> uuid.UUID:
    """The patient whom a patient's page is about: `compiled` knows no narrower acting."""
    return cast(PatientActing, acting).patient_id


def written_to(acting: Acting, *, on: date) -> QuerySet[Offering]:
    """The services by which the patient can write to care contacts, each of another clinic."""
    return services_for_contacts(acting, patient_of(acting), on=on).order_by()


def clinics_written_to(acting: PatientActing, *, on: date) -> frozenset[uuid.UUID]:
    """The clinics whose care contacts the patient can write to."""
    return frozenset(written_to(acting, on=on).values_list("clinic_id", flat=True))


def clinic_of_staff(acting: StaffActing, clinic_id: uuid.UUID) -> QuerySet[Organisation]:
    """The clinic where it is the acting's own, or one that the acting administers."""
    reached = Q(pk=acting.clinic_id) | Q(pk__in=administered_by(acting).values("pk"))
    return clinics().filter(reached, pk=clinic_id)


def clinic_of_staff_to_read(
    acting: StaffActing, clinic_id: uuid.UUID, *, today: date
) -> QuerySet[Organisation]:
    """As `clinic_of_staff`, with all that the clinic's page shows."""
    found = _with_all(clinic_of_staff(acting, clinic_id), today)
    services = services_offered([clinic_id]).annotate(is_for_nobody=nobody_has_it(today))
    told = service_list(services, is_for_nobody="is_for_nobody")
    return found.annotate(service_list=told)


def pages_at(clinic: Organisation) -> QuerySet[InformationPage]:
    """What patients can read there: the clinic's own pages, and those from above."""
    return InformationPage.objects.filter(_from_above(clinic), is_published=True)


def documents_at(clinic: Organisation) -> QuerySet[ClinicDocument]:
    """What patients can fetch there: the clinic's own documents, and those from above."""
    return ClinicDocument.objects.filter(_from_above(clinic), withdrawn_at=None)


def _from_above(clinic: Organisation) -> Q:
    nation = Organisation.objects.filter(children=clinic.parent_id).values("pk")
    return Q(owner__in=[clinic.pk, clinic.parent_id]) | Q(owner__in=nation)


def _with_all(found: QuerySet[Organisation], today: date) -> QuerySet[Organisation]:
    """With rows as JSON, for `page.page_of`: one statement."""
    here = OuterRef("pk")
    above = Q(owner=here) | Q(owner=OuterRef("parent")) | Q(owner=OuterRef("parent__parent"))
    hours = OpeningHours.objects.filter(clinic=here).order_by("weekday", "opens_at")
    others = OtherHours.objects.filter(clinic=here, day__gte=today).order_by("day")
    errands = Errand.objects.filter(clinic=here).order_by("place")
    pages = InformationPage.objects.filter(above, is_published=True).order_by("title", "id")
    documents = ClinicDocument.objects.filter(above, withdrawn_at=None).order_by("title", "id")
    return found.annotate(
        hours_list=_json(hours, "purpose", "weekday", "opens_at", "closes_at"),
        other_list=_json(others[:SHOWN_DAYS], "purpose", "day", "opens_at", "closes_at", "note"),
        errand_list=_json(errands, *OF_ERRAND),
        page_list=_json(pages[:SHOWN_INFORMATION], "id", "title", "title_english"),
        document_list=_json(
            documents[:SHOWN_INFORMATION], "id", "title", "language", "size", "is_read_through"
        ),
    )


def _json(rows: QuerySet[Any], *names: str) -> ArraySubquery:
    return ArraySubquery(rows.values(json=JSONObject(**{name: name for name in names})))

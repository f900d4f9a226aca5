"""What patients read about an organisation, as its administrators see it."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import get_language

from samplan.cases.gates import services_offered
from samplan.organisations.models import (
    ClinicDocument,
    Errand,
    InformationPage,
    OpeningHours,
    Organisation,
    OtherHours,
)


def hours_of(clinic: Organisation) -> list[OpeningHours]:
    """Every span of every weekday, in order."""
    return list(OpeningHours.objects.filter(clinic=clinic).order_by("weekday", "opens_at"))


def other_hours_of(clinic: Organisation, today: date) -> list[OtherHours]:
    """Coming days that are otherwise."""
    found = OtherHours.objects.filter(clinic=clinic, day__gte=today)
    return list(found.order_by("day", "purpose"))


def errands_of(clinic: Organisation) -> QuerySet[Errand]:
    """What one turns to the clinic for, in order."""
    return Errand.objects.filter(clinic=clinic).order_by("place")


def services_at(clinic: Organisation) -> list[tuple[str, str]]:
    """What can be done here at the clinic, by key and name, in the order of its page."""
    offered = services_offered([clinic.pk])
    language = get_language() or "sv"
    return [(str(each.pk), each.version.said("title", language)) for each in offered]


def pages_of(owner: Organisation) -> QuerySet[InformationPage]:
    """Its own pages, drafts too, by title."""
    return InformationPage.objects.filter(owner=owner).order_by("title", "id")


def documents_of(owner: Organisation) -> QuerySet[ClinicDocument]:
    """Its own documents that are handed out, by title."""
    return ClinicDocument.objects.filter(owner=owner, withdrawn_at=None).order_by("title", "id")

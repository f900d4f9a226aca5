"""Fills an empty database with the demo world."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from samplan.devtools.world import (
    build_forms,
    coordinate,
    decide_how_long,
    give_contacts,
    live,
    offer,
    send,
    settle,
    talk,
    tell,
)
from samplan.organisations.models import Organisation, OrganisationKind
from samplan.patients.models import Patient


class Command(BaseCommand):
    """Does nothing where there already are patients."""

    help = "Fills an empty database with invented clinics and people."

    def handle(self, **options: Any) -> None:
        """Make the world in one transaction: whole or not at all."""
        if Patient.objects.exists():
            return
        at = timezone.now()
        with transaction.atomic():
            nation = Organisation.objects.get(kind=OrganisationKind.NATION)
            people = settle(nation, at=at)
            tell(people, at=at)
            live(people, at=at)
            give_contacts(people, at=at)
            coordinate(people, at=at)
            offer(people, at=at)
            talk(people, at=at)
            decide_how_long(people, at=at)
            send(people, nation, at=at)
            build_forms(people, at=at)

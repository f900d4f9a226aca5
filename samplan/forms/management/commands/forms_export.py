"""`samplan forms export`: an organisation's published forms as one FHIR bundle."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from samplan.forms.management.owners import owner_of
from samplan.forms.models import QuestionnaireVersion, VersionStatus
from samplan.forms.supply.exchange import bundle_of


class Command(BaseCommand):
    """Writes the versions in use to standard output, as they were published."""

    help = "Exports published forms as a FHIR R4 bundle (JSON)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which forms; without any, all of the owner's."""
        parser.add_argument("slugs", nargs="*")
        parser.add_argument("--owner", required=True, help="the organisation's slug")

    def handle(self, **options: Any) -> None:
        """Write the bundle."""
        versions = QuestionnaireVersion.objects.filter(
            questionnaire__owner=owner_of(options["owner"]), status=VersionStatus.ACTIVE
        ).order_by("questionnaire__slug")
        if options["slugs"]:
            versions = versions.filter(questionnaire__slug__in=options["slugs"])
        if not versions:
            raise CommandError("There are no such forms in use.")
        self.stdout.write(json.dumps(bundle_of(versions), ensure_ascii=False, indent=2))

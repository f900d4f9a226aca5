"""`samplan forms load`: publishes questionnaires from files; a newer file makes a new version."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from samplan.access.acting import SystemActing
from samplan.forms.loaded import form_of
from samplan.forms.loading import NotAQuestionnaire, publish_file
from samplan.organisations.models import Organisation, OrganisationKind

LIBRARY = Path(__file__).resolve().parents[2] / "library"


class Command(BaseCommand):
    """Loads the national templates, or the files that are named."""

    help = "Publishes FHIR questionnaires as national templates."

    def add_arguments(self, parser: CommandParser) -> None:
        """Files; without any, the library that ships with the product."""
        parser.add_argument("files", nargs="*", type=Path)

    def handle(self, **options: Any) -> None:
        """Publish each file that differs from the version in use."""
        files = options["files"] or sorted(LIBRARY.glob("*.json"))
        owner, _made = Organisation.objects.get_or_create(
            kind=OrganisationKind.NATION,
            defaults={"hsa_id": "SE", "slug": "sverige", "name": "Sverige"},
        )
        for path in files:
            self._load(path, owner)

    def _load(self, path: Path, owner: Organisation) -> None:
        acting = SystemActing(job="forms load")
        try:
            version, is_new = publish_file(path, owner=owner, acting=acting, at=timezone.now())
        except NotAQuestionnaire as refusal:
            raise CommandError(f"{path}: {refusal}") from None
        word = "published" if is_new else "already in use"
        self.stdout.write(f"{version.title}, version {version.number}: {word}")
        for note in form_of(version).source.notes:
            self.stdout.write(f"- {note.sentence}")

"""`samplan case-types load`: publishes the national case types that ship with the product."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from samplan.access.acting import SystemActing
from samplan.cases.loading import LIBRARY, publish_type, read_types
from samplan.organisations.models import Organisation, OrganisationKind


class Command(BaseCommand):
    """Publishes each case type that differs from the one in use. Load the forms first."""

    help = "Publishes the national case types."

    def handle(self, **options: Any) -> None:
        """Publish."""
        owner = Organisation.objects.filter(kind=OrganisationKind.NATION).first()
        if owner is None:
            raise CommandError("There is no nation yet. Load the national forms first.")
        acting = SystemActing(job="case types load")
        for told in read_types(LIBRARY / "national.json"):
            try:
                version, is_new = publish_type(told, owner=owner, acting=acting, at=timezone.now())
            except KeyError as missing:
                raise CommandError(f"{told['slug']}: the form {missing} is not loaded.") from None
            word = "published" if is_new else "already in use"
            self.stdout.write(f"{version.title}, version {version.number}: {word}")

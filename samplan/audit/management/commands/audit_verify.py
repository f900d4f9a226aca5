"""`samplan audit verify`: names every row of the log that is not as it was written."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from samplan.audit.verifying import verify


class Command(BaseCommand):
    """Ends with status 1 where anything is wrong."""

    help = "Checks the whole log against its chains and the heads kept elsewhere."

    def handle(self, **options: Any) -> None:
        """Check, and say what was found."""
        count, flaws = verify(settings.SAMPLAN_AUDIT_HEADS)
        for flaw in flaws:
            self.stdout.write(str(flaw))
        if flaws:
            raise CommandError(f"The log has {len(flaws)} flaws in {count} events.")
        self.stdout.write(f"The log is whole: {count} events.")

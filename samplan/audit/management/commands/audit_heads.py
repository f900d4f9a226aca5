"""`samplan audit heads`: keeps the end of every chain outside the database."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from samplan.audit.verifying import keep_heads


class Command(BaseCommand):
    """Appends one line to a file that belongs where the database's owner cannot reach it."""

    help = "Writes the ends of the log's chains to the heads file."

    def handle(self, **options: Any) -> None:
        """Write them."""
        count = keep_heads(settings.SAMPLAN_AUDIT_HEADS, at=timezone.now())
        self.stdout.write(f"Kept the ends of {count} chains in {settings.SAMPLAN_AUDIT_HEADS}.")

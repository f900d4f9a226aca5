"""`samplan organisations import`: sets up clinics, staff and roles from a JSON file."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from samplan.access.acting import SystemActing
from samplan.access.setup_file import NotASetupFile, read_setup


class Command(BaseCommand):
    """Whole or not at all; running it again changes nothing."""

    help = "Sets up clinics, staff and roles from a JSON file (docs/operations.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and who runs it."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--as", dest="who", required=True, help="who runs this, for the log")

    def handle(self, **options: Any) -> None:
        """Read the file and say what it held."""
        acting = SystemActing(job="organisations import", on_behalf_of=options["who"])
        try:
            document = json.loads(options["file"].read_bytes())
            done = read_setup(document, acting=acting)
        except OSError as fault:
            raise CommandError(f"The file cannot be read: {fault.strerror}.") from None
        except (ValueError, RecursionError):
            raise CommandError("The file is not JSON in UTF-8.") from None
        except NotASetupFile as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{done.clinics} clinics, {done.staff} staff, {done.roles} roles.")

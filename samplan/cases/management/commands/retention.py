"""`samplan retention`: removes what the regions have decided to remove, or says what would go."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations
from django.utils import timezone

from samplan.access.acting import SystemActing
from samplan.cases.retention.removing import Outcome, foreseen, remove_due

MOST_NAMED = 20  # cases, under each reason


class Command(BaseCommand):
    """What the worker does each night, now; with --dry-run only said."""

    help = (
        "Removes ended cases by the regions' decisions; --dry-run says what would go and why not."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether it is done, and by whom."""
        parser.add_argument("--dry-run", action="store_true", help="say it, and change nothing")
        parser.add_argument("--as", dest="who", default="", help="who is acting; needed to remove")

    @no_translations
    def handle(self, *, dry_run: bool, who: str, **options: Any) -> None:
        """Remove, or say."""
        at = timezone.now()
        if dry_run:
            self._say(foreseen(at=at), "would be removed")
        elif not who:
            raise CommandError("Say who is acting, with --as; or only look, with --dry-run.")
        else:
            acting = SystemActing("retention", on_behalf_of=who)
            self._say(remove_due(at=at, acting=acting), "removed")

    def _say(self, outcome: Outcome, word: str) -> None:
        self.stdout.write(f"{len(outcome.removed)} cases {word}")
        self._name(outcome.removed)
        for reason, keys in outcome.passed.items():
            self.stdout.write(f"{len(keys)} cases passed over: {reason.label}")
            self._name(keys)

    def _name(self, keys: list[Any]) -> None:
        for key in keys[:MOST_NAMED]:
            self.stdout.write(f"  {key}")
        if len(keys) > MOST_NAMED:
            self.stdout.write(f"  and {len(keys) - MOST_NAMED} more")

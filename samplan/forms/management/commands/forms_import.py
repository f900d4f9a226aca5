"""`samplan forms import`: questionnaires of a file, as an organisation's forms."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from samplan.access.acting import SystemActing
from samplan.access.policies import Refused
from samplan.forms.management.owners import owner_of
from samplan.forms.supply.exchange import TakenIn, questionnaires_in, take_in
from samplan.forms.supply.publishing import publish_draft
from samplan.organisations.models import Organisation, OrganisationKind


class Command(BaseCommand):
    """Names every place that is in the way, and takes in the questionnaires that can be used."""

    help = "Imports FHIR questionnaires (JSON, one or a bundle) and publishes them."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, whose forms they become, and how far to go."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--owner", help="the organisation's slug; the nation's if left out")
        parser.add_argument("--as", dest="name", default="", help="who is acting")
        parser.add_argument("--draft", action="store_true", help="leave them as drafts")

    def handle(self, **options: Any) -> None:
        """Take in each questionnaire, and publish it unless told otherwise."""
        acting = SystemActing("forms import", on_behalf_of=options["name"])
        at, owner = timezone.now(), owner_of(options["owner"])
        found = take_in(_content(options["file"]), owner=owner, acting=acting, at=at)
        for each in found:
            if each.draft is not None and not options["draft"]:
                publish_draft(each.draft, over=each.draft.revision, acting=acting, at=at)
            self._tell(each, owner, is_published=not options["draft"])
        if any(each.problems for each in found):
            raise CommandError("Not all of it could be used; what stands in the way is named.")

    def _tell(self, taken: TakenIn, owner: Organisation, *, is_published: bool) -> None:
        done = _done(taken, owner, is_published=is_published)
        self.stdout.write(f"{taken.title}: {done}")
        for line in (*taken.problems, *taken.notes):
            self.stdout.write(f"- {line}")


def _content(path: Path) -> list[Mapping[str, Any]]:
    """The file's questionnaires. Raises CommandError for any other file."""
    try:
        return questionnaires_in(json.loads(path.read_bytes()))
    except OSError as fault:
        raise CommandError(f"The file cannot be read: {fault.strerror}.") from None
    except (ValueError, RecursionError):
        raise CommandError("The file is not JSON. Export it again as FHIR JSON.") from None
    except Refused as refusal:
        raise CommandError(str(refusal)) from None


def _done(taken: TakenIn, owner: Organisation, *, is_published: bool) -> str:
    """What became of it, which version that is, and whom it is there for."""
    if taken.unchanged is not None:
        return f"unchanged, version {taken.unchanged.number}"
    if taken.draft is None:
        return "cannot be used"
    whose = "the whole nation" if owner.kind == OrganisationKind.NATION else owner.name
    what = "published" if is_published else "a draft"
    return f"{what} for {whose}, version {taken.draft.number}"

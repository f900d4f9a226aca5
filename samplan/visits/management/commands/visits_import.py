"""`samplan visits import`: a clinic's day list into visits."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import pluralize
from django.utils import timezone
from django.utils.translation import gettext

from samplan.access.acting import StaffActing
from samplan.access.policies import CARE_ROLES
from samplan.access.queries import staff_acting
from samplan.common.dates import local
from samplan.organisations.models import Assignment, Organisation, OrganisationKind
from samplan.visits.daylist import NotADayList
from samplan.visits.importing import Report, import_day_list, look_through


class Command(BaseCommand):
    """Names each row that is not imported as it stands; the same file again makes nothing again."""

    help = "Imports a day list (CSV) as visits of a clinic."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, whose it is, and how far to go."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--clinic", required=True, help="the clinic's slug")
        parser.add_argument("--as", required=True, dest="hsa_id", help="HSA-id of who is acting")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--send", action="store_true", help="send the summonses too")

    def handle(self, **options: Any) -> None:
        """Look through or import, and say what became of the rows."""
        acting = _acting(options["clinic"], options["hsa_id"])
        at, clinic_id = timezone.now(), acting.clinic_id
        try:
            data = options["file"].read_bytes()
            if options["dry_run"]:
                report = look_through(data, acting=acting, at=at)
            else:
                report = import_day_list(
                    data, clinic_id=clinic_id, acting=acting, at=at, is_sent=options["send"]
                )
        except OSError as fault:
            raise CommandError(f"The file cannot be read: {fault.strerror}.") from None
        except NotADayList as fault:
            raise CommandError(gettext(fault.message) % fault.params) from None
        self._tell(report, is_dry=options["dry_run"])

    def _tell(self, report: Report, *, is_dry: bool) -> None:
        for verdict in report.remarked():
            for sentence in verdict.sentences:
                self.stdout.write(f"Line {verdict.line}, {sentence}")
        for line, why in sorted(report.not_sent.items()):
            self.stdout.write(f"Line {line}, not sent: {why}")
        new, refused, sent = report.new_count, report.refused_count, report.sent_count
        made = "would be made" if is_dry else "made"
        self.stdout.write(
            f"{new} visit{pluralize(new)} {made}, {report.already_count} already there, "
            f"{refused} row{pluralize(refused)} not imported, "
            f"{sent} summons{pluralize(sent, 'es')} sent."
        )


def _acting(slug: str, hsa_id: str) -> StaffActing:
    """The staff member in an assignment at the clinic that meets patients."""
    clinic = Organisation.objects.filter(slug=slug, kind=OrganisationKind.CLINIC).first()
    if clinic is None:
        raise CommandError(f"There is no clinic with the slug {slug}.")
    day = local(timezone.now()).date()
    assignment = (
        Assignment.objects.on(day)
        .filter(staff__hsa_id=hsa_id, organisation=clinic, role__in=CARE_ROLES)
        .select_related("staff")
        .order_by("id")
        .first()
    )
    user_id = assignment.staff.user_id if assignment is not None else None
    acting = staff_acting(user_id, assignment.pk, day) if assignment and user_id else None
    if acting is None:
        raise CommandError(f"{hsa_id} has no assignment at {clinic.name} that meets patients.")
    return acting

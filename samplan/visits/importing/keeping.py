"""A list that staff have uploaded: looked through now, imported when they say so."""

import uuid
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from samplan.access.acting import StaffActing
from samplan.access.policies import check_works_with_patients
from samplan.common.dates import at_local
from samplan.visits.importing.carrying_out import import_day_list
from samplan.visits.importing.judging import look_through
from samplan.visits.importing.verdicts import Report, Verdict
from samplan.visits.jobs import send_kept_list
from samplan.visits.models import KeptList

KEPT_FOR: Final = timedelta(minutes=30)
KEPT_WHILE_SENT: Final = timedelta(days=1)
SENT_AT_ONCE: Final = 50  # summonses; more go by a job


@transaction.atomic
def keep_list(data: bytes, *, acting: StaffActing, at: datetime) -> KeptList:
    """Look the list through and keep it for the acting, and forget old ones.

    Raises NotADayList for a file that is none.
    """
    check_works_with_patients(acting)
    KeptList.objects.filter(kept_until__lt=at).delete()
    report = look_through(data, acting=acting, at=at)
    return KeptList.objects.create(
        clinic_id=acting.clinic_id,
        acting_key=acting.key,
        data=data,
        report=as_kept(report),
        kept_until=at + KEPT_FOR,
    )


def kept_for(acting: StaffActing, at: datetime) -> QuerySet[KeptList]:
    """The lists that the acting has uploaded and that are still kept."""
    return KeptList.objects.filter(acting_key=acting.key, kept_until__gte=at)


@transaction.atomic
def import_kept(
    list_id: uuid.UUID, *, is_sent: bool, acting: StaffActing, at: datetime
) -> KeptList | None:
    """Import a kept list; a second try gives what the first did. None where it is gone.

    Where `is_sent`, a few summonses go at once; many are left to a job, in the same transaction.
    """
    kept = kept_for(acting, at).select_for_update().filter(pk=list_id).first()
    if kept is None or kept.imported_at is not None:
        return kept
    is_by_job = is_sent and kept.report["new"] > SENT_AT_ONCE
    report = import_day_list(
        bytes(kept.data),
        clinic_id=acting.clinic_id,
        acting=acting,
        at=at,
        is_sent=is_sent and not is_by_job,
    )
    kept.report, kept.data, kept.imported_at = as_kept(report), b"", at
    if is_by_job:
        _leave_to_job(kept, report, at=at)
    kept.save(update_fields=["report", "data", "imported_at", "to_send", "kept_until"])
    return kept


def _leave_to_job(kept: KeptList, report: Report, *, at: datetime) -> None:
    kept.to_send = [str(verdict.visit_id) for verdict in report.verdicts if verdict.is_new]
    kept.kept_until = at + KEPT_WHILE_SENT
    send_kept_list.defer(list_id=str(kept.pk))


def as_kept(report: Report) -> dict[str, Any]:
    """The report as JSON, without whole identity numbers."""
    return {
        "new": report.new_count,
        "already": report.already_count,
        "refused": report.refused_count,
        "sent": report.sent_count,
        "rows": [_row(verdict, report) for verdict in report.verdicts],
    }


def _row(verdict: Verdict, report: Report) -> dict[str, Any]:
    kept: dict[str, Any] = {
        "line": verdict.line,
        "outcome": verdict.outcome.value,
        "faults": [[fault.column, fault.message, dict(fault.params)] for fault in verdict.faults],
        "not_sent": report.not_sent.get(verdict.line, ""),
        "patient": str(verdict.patient.pk) if verdict.patient else None,
        "visit": str(verdict.visit_id) if verdict.visit_id else None,
    }
    row = verdict.row
    if row is not None:
        start = at_local(row.starts_at.date(), row.starts_at.time())
        kept |= {
            "name": f"{row.given_name} {row.family_name}".strip(),
            "number": row.identity.masked,
            "starts_at": start.isoformat(),
            "minutes": row.minutes,
            "purpose": row.purpose,
            "resource": row.resource,
        }
    return kept

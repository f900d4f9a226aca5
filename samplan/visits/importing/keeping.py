"""A list that staff have uploaded: looked through now, imported and sent when they say so."""

import uuid
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samplan.access.acting import StaffActing
from samplan.access.policies import Refused, check_works_with_patients
from samplan.audit import trail
from samplan.common.dates import at_local
from samplan.visits.importing import unsent
from samplan.visits.importing.carrying_out import import_day_list
from samplan.visits.importing.judging import look_through
from samplan.visits.importing.sending_out import set_next_try
from samplan.visits.importing.verdicts import Report, Verdict
from samplan.visits.jobs import send_kept_list
from samplan.visits.models import KeptList

KEPT_FOR: Final = timedelta(minutes=30)
SENT_AT_ONCE: Final = 50  # summonses; more go by a job
WRITTEN: Final = (
    *("report", "data", "imported_at", "to_send", "tries", "try_at"),
    *("kept_until", "acting_key"),
)


@transaction.atomic
def keep_list(data: bytes, *, acting: StaffActing, at: datetime) -> KeptList:
    """Look the list through and keep it for the acting, and forget old ones.

    Raises NotADayList for a file that is none.
    """
    check_works_with_patients(acting)
    KeptList.objects.done_with(at).delete()
    report = look_through(data, acting=acting, at=at)
    return KeptList.objects.create(
        clinic_id=acting.clinic_id,
        acting_key=acting.key,
        data=data,
        report=as_kept(report),
        kept_until=at + KEPT_FOR,
    )


def kept_for(acting: StaffActing, at: datetime) -> QuerySet[KeptList]:
    """The kept lists that the acting has uploaded, and those that the clinic has left to send."""
    own = Q(acting_key=acting.key, kept_until__gte=at)
    return KeptList.objects.filter(own | Q(clinic_id=acting.clinic_id, kept_until=None))


def unfinished_of(acting: StaffActing) -> QuerySet[KeptList]:
    """The clinic's lists with summonses that wait, or that could not be sent, whoever sends."""
    return KeptList.objects.unfinished().filter(clinic_id=acting.clinic_id)


@transaction.atomic
def import_kept(
    list_id: uuid.UUID, *, is_sent: bool, acting: StaffActing, at: datetime
) -> KeptList | None:
    """Import a kept list; a second try gives what the first did. None where it is gone.

    Where `is_sent`, a few summonses go at once; many are left to a job, in the same transaction.
    Raises Refused for those who do not meet patients.
    """
    check_works_with_patients(acting)
    kept = kept_for(acting, at).select_for_update().filter(pk=list_id).first()
    if kept is None or kept.imported_at is not None:
        return kept
    is_by_job = is_sent and kept.report.get("to_send", kept.report["new"]) > SENT_AT_ONCE
    report = import_day_list(
        bytes(kept.data),
        clinic_id=acting.clinic_id,
        acting=acting,
        at=at,
        is_sent=is_sent and not is_by_job,
    )
    kept.report, kept.data, kept.imported_at = as_kept(report), b"", at
    if is_by_job:
        kept.to_send = [str(verdict.visit_id) for verdict in report.to_send()]
    if kept.to_send:
        _leave_to_job(kept, at=at)
    elif kept.report["unsent"]:
        kept.kept_until = None
    kept.save(update_fields=WRITTEN)
    return kept


def _leave_to_job(kept: KeptList, *, at: datetime) -> None:
    """Now, and again until all is sent. The caller saves the list."""
    kept.tries, kept.kept_until = 0, None
    set_next_try(kept, at=at)
    send_kept_list.defer(list_id=str(kept.pk))


@transaction.atomic
def send_again(list_id: uuid.UUID, *, acting: StaffActing, at: datetime) -> KeptList | None:
    """Start the sending again, in the acting's name: what waits, and what could not be sent.

    None where the list is gone, or nothing of it is left to send.
    """
    check_works_with_patients(acting)
    kept = unfinished_of(acting).select_for_update().filter(pk=list_id).first()
    if kept is None:
        return None
    again = [row["visit"] for row in unsent.refused(kept)]
    kept.to_send, kept.acting_key = [*kept.to_send, *again], acting.key
    unsent.note(kept, dict.fromkeys(again))
    kept.report["unsent"] = 0
    _leave_to_job(kept, at=at)
    kept.save(update_fields=WRITTEN)
    trail.record("summonses.sent_again", acting=acting, patient_id=None, about=kept)
    return kept


@transaction.atomic
def mark_seen_to(list_id: uuid.UUID, *, acting: StaffActing, at: datetime) -> KeptList | None:
    """Say that those whose summonses could not be sent are seen to: then the list may go.

    None where it is gone. Raises Refused while summonses of it still wait.
    """
    check_works_with_patients(acting)
    kept = unfinished_of(acting).select_for_update().filter(pk=list_id).first()
    if kept is None:
        return None
    if kept.is_waiting:
        raise Refused(_("Summonses of the list still wait to be sent."))
    kept.kept_until = at + KEPT_FOR
    kept.save(update_fields=["kept_until"])
    trail.record("summonses.seen_to", acting=acting, patient_id=None, about=kept)
    return kept


def as_kept(report: Report) -> dict[str, Any]:
    """The report as JSON, without whole identity numbers."""
    return {
        "new": report.new_count,
        "already": report.already_count,
        "refused": report.refused_count,
        "sent": report.sent_count,
        "to_send": len(report.to_send()),
        "unsent": sum(why.code != unsent.NO_LOSS for why in report.not_sent.values()),
        "rows": [_row(verdict, report) for verdict in report.verdicts],
    }


def _row(verdict: Verdict, report: Report) -> dict[str, Any]:
    kept: dict[str, Any] = {
        "line": verdict.line,
        "outcome": verdict.outcome.value,
        "faults": [[each.column, each.message, dict(each.params)] for each in verdict.said],
        "not_sent": unsent.as_kept(report.not_sent.get(verdict.line)),
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

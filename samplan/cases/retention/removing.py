"""Removing ended cases by the region's decision, never before the record has them."""

import logging
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction
from django.db.models import Q

from samplan.access.acting import SystemActing
from samplan.attachments.removing import remove_files
from samplan.audit import trail
from samplan.cases.actions.draft_files import OWNER
from samplan.cases.models import (
    BegunCase,
    Case,
    CaseNote,
    CaseQuerySet,
    Forward,
    Message,
    MessageDraft,
    OwnAnswers,
    Presence,
    Preservation,
    Receipt,
    RemovalLog,
    RetentionDecision,
    SendRow,
)
from samplan.cases.retention.judging import Passed, judged
from samplan.common.dates import local
from samplan.forms.actions import remove_responses
from samplan.plans import actions as plans

logger = logging.getLogger(__name__)

BATCH: Final = 200
WITH_THE_CASE: Final = (CaseNote, MessageDraft, Presence, Forward, Preservation, SendRow)


@dataclass
class Outcome:
    """What a run has come to, or would: removed cases, and those passed over by reason."""

    removed: list[uuid.UUID] = field(default_factory=list)
    passed: dict[Passed, list[uuid.UUID]] = field(default_factory=dict)

    def add(self, found: Sequence[tuple[Case, Passed | None]]) -> None:
        """Count a batch that was judged."""
        for case, reason in found:
            kept = self.removed if reason is None else self.passed.setdefault(reason, [])
            kept.append(case.pk)


def foreseen(*, at: datetime) -> Outcome:
    """What `remove_due` would come to now, and what the record does not have yet, which it does
    not even read; changes nothing."""
    outcome = Outcome()
    for _decision, batch in _due(Case.objects.all(), at):
        outcome.add(judged(batch, at=at))
    return outcome


def remove_due(*, at: datetime, acting: SystemActing) -> Outcome:
    """Remove every delivered case whose time has come by the decision in force, and pass over
    those that something keeps.

    Batch by batch, each in a transaction with its row in the log of removals, so that it can be
    killed at any moment and run again.
    """
    outcome = Outcome()
    for decision, batch in _due(Case.objects.delivered(), at):
        outcome.add(_remove_batch(batch, decision, acting=acting, at=at))
    return outcome


def _due(cases: CaseQuerySet, at: datetime) -> Iterator[tuple[RetentionDecision, list[Case]]]:
    """Those whose time has come, whatever may keep them, longest ended first."""
    decisions = RetentionDecision.objects.in_force(local(at).date())
    for decision in decisions:
        if decision.after_days is None:
            continue
        before = at - timedelta(days=decision.after_days)
        ended = cases.filter(
            clinic__parent=decision.region_id, kind=decision.kind, closed_at__lt=before
        )
        yield from ((decision, batch) for batch in _batches(ended))


def _batches(cases: CaseQuerySet) -> Iterator[list[Case]]:
    """By place, not by number: cases go away as one walks."""
    rest = Q()
    while batch := list(cases.filter(rest).order_by("closed_at", "id")[:BATCH]):
        yield batch
        last = batch[-1]
        later = Q(closed_at__gt=last.closed_at) | Q(id__gt=last.pk)
        rest = Q(closed_at__gte=last.closed_at) & later  # in this form the index finds the place


@transaction.atomic
def _remove_batch(
    batch: Sequence[Case], decision: RetentionDecision, *, acting: SystemActing, at: datetime
) -> list[tuple[Case, Passed | None]]:
    """Judge the batch anew under lock, and remove what goes."""
    keys = [each.pk for each in batch]
    held = Case.objects.select_for_update(skip_locked=True).filter(pk__in=keys).order_by("id")
    found = judged(list(held), at=at)
    going = [case for case, reason in found if reason is None]
    stuck = _remove_what_can(going, decision, acting=acting, at=at)
    return [(case, Passed.STUCK if case.pk in stuck else reason) for case, reason in found]


def _remove_what_can(
    going: Sequence[Case], decision: RetentionDecision, *, acting: SystemActing, at: datetime
) -> set[uuid.UUID]:
    """Remove them together; where that fails by halves, so that one that cannot be removed keeps
    no other. Gives the keys of those that stay."""
    if not going:
        return set()
    try:
        with transaction.atomic():
            _remove_together(going, decision, acting=acting, at=at)
    except Exception as fault:  # noqa: BLE001  # whatever it is, the others go
        if len(going) == 1:
            # The kind of fault alone: its words may hold what the rows do.
            logger.error("Case %s could not be removed: %s", going[0].pk, type(fault).__name__)
            return {going[0].pk}
        middle = len(going) // 2
        halves = (going[:middle], going[middle:])
        stuck = (_remove_what_can(half, decision, acting=acting, at=at) for half in halves)
        return set().union(*stuck)
    return set()


def _remove_together(
    going: Sequence[Case], decision: RetentionDecision, *, acting: SystemActing, at: datetime
) -> None:
    """Remove them with their rows in the logs. Raises IntegrityError where something else still
    leans on one of them."""
    counts = _remove([case.pk for case in going])
    about = [(case.patient_id, case) for case in going]
    detail = {"decision": str(decision.pk)}
    trail.record_many("case.removed", acting=acting, about=about, detail=detail)
    keys = [case.pk for case in going]
    RemovalLog.objects.create(decision=decision, case_ids=keys, counts=dict(counts), removed_at=at)
    connection.check_constraints()  # asked now, while it can be undone by itself


def _remove(keys: list[uuid.UUID]) -> Counter[str]:
    """All that belongs to the cases, and then they themselves. The database refuses what is not
    delivered to the record."""
    messages = Message.objects.filter(case__in=keys)
    begun = BegunCase.objects.filter(case__in=keys)
    said = [str(key) for key in messages.values_list("pk", flat=True)]
    drafts = MessageDraft.objects.filter(case__in=keys).values_list("pk", flat=True)
    own = set(begun.values_list("response", flat=True))
    for pair in messages.values_list("response_version__response", "response"):
        own.update(pair)
    others = OwnAnswers.objects.filter(message__case__in=keys)
    own.update(others.values_list("response", flat=True))
    answers = sorted(key for key in own if key is not None)
    counts: Counter[str] = Counter(cases=len(keys), messages=len(said), answers=len(answers))
    counts["files"] = remove_files(OWNER, [*said, *map(str, drafts)])
    counts["files"] += remove_files("response", [str(key) for key in answers])
    counts["notes"] = CaseNote.objects.filter(case__in=keys).count()
    Receipt.objects.filter(message__case__in=keys).delete()
    for model in WITH_THE_CASE:
        model._default_manager.filter(case__in=keys).delete()
    begun.delete()
    others.delete()
    # In one statement, since corrections lean on what they correct.
    messages._raw_delete(messages.db)
    remove_responses(answers)
    plans.forget("case", [str(key) for key in keys])
    Case.objects.filter(pk__in=keys).delete()
    return counts

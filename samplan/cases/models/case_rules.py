"""What the database holds to be true of cases, and the orders in which it finds them."""

from typing import Final

from django.db import models
from django.db.models import F, Q

from samplan.cases.models.case_kinds import CONVERSATIONS, MOST_FILES, WaitsFor
from samplan.common.constraints import at_and_by_go_together

CASE_CONSTRAINTS: Final[list[models.BaseConstraint]] = [
    at_and_by_go_together("case", "closed"),
    at_and_by_go_together("case", "withdrawn"),
    models.CheckConstraint(
        condition=Q(due_on=None) | Q(waits_for=WaitsFor.CARE),
        name="case_is_due_only_while_it_waits_for_care",
    ),
    models.CheckConstraint(
        condition=Q(due_on=None) | Q(kind__in=CONVERSATIONS, withdrawn_at=None),
        name="case_that_is_due_is_a_conversation_that_stands",
    ),
    models.CheckConstraint(
        condition=Q(due_on__isnull=False)
        | ~Q(waits_for=WaitsFor.CARE)
        | ~Q(kind__in=CONVERSATIONS),
        name="conversation_that_waits_for_care_is_due",
    ),
    models.CheckConstraint(
        condition=Q(most_files__lte=MOST_FILES), name="case_takes_at_most_five_files"
    ),
    models.CheckConstraint(
        condition=Q(closed_at=None) | Q(waits_for=WaitsFor.NOBODY),
        name="case_that_is_ended_waits_for_nobody",
    ),
    models.CheckConstraint(
        condition=Q(archived_at=None) | Q(closed_at__isnull=False),
        name="case_is_archived_after_it_is_ended",
    ),
    at_and_by_go_together("case", "delivered"),
    models.CheckConstraint(
        condition=Q(delivered_at=None)
        | Q(closed_at__isnull=False, delivered_at__gte=F("closed_at")),
        name="case_is_delivered_after_it_is_ended",
    ),
]

CASE_INDEXES: Final = [
    models.Index(fields=["patient", "-changed_at", "-id"], name="case_of_patient"),
    models.Index(
        fields=["patient", "-changed_at", "-id"],
        condition=Q(archived_at=None),
        name="case_current_of_patient",
    ),
    models.Index(
        fields=["patient", "-changed_at", "-id"],
        condition=Q(archived_at__isnull=False),
        name="case_archived_of_patient",
    ),
    models.Index(
        fields=["closed_at", "id"],
        condition=Q(closed_at__isnull=False, archived_at=None),
        name="case_to_archive",
    ),
    models.Index(
        fields=["patient"],
        condition=Q(is_unread=True, withdrawn_at=None),
        name="case_unread_by_patient",
    ),
    models.Index(fields=["subject_id"], name="case_by_subject"),
    models.Index(
        fields=["clinic", "due_on", "id"],
        condition=Q(due_on__isnull=False),
        name="case_due_at_clinic",
    ),
    models.Index(
        fields=["clinic", "due_on", "id"],
        condition=Q(due_on__isnull=False, handler=None),
        name="case_due_unassigned",
    ),
    models.Index(
        fields=["handler", "clinic", "due_on", "id"],
        condition=Q(due_on__isnull=False, handler__isnull=False),
        name="case_of_handler",
    ),
    models.Index(
        fields=["clinic", "due_on", "id"],
        condition=Q(due_on__isnull=False, escalated_at__isnull=False),
        name="case_watched_at_clinic",
    ),
    models.Index(
        fields=["due_on", "id"],
        condition=Q(due_on__isnull=False, handler__isnull=False),
        name="case_due_of_anyone",
    ),
    models.Index(
        fields=["clinic", "waits_for", "changed_at", "id"],
        condition=Q(kind__in=CONVERSATIONS, closed_at=None, due_on=None),
        name="case_undated_at_clinic",
    ),
    models.Index(
        fields=["clinic", "-closed_at", "-id"],
        condition=Q(kind__in=CONVERSATIONS, closed_at__isnull=False, archived_at=None),
        name="case_closed_at_clinic",
    ),
    models.Index(
        fields=["clinic", "-closed_at", "-id"],
        condition=Q(kind__in=CONVERSATIONS, closed_at__isnull=False, archived_at__isnull=False),
        name="case_archived_at_clinic",
    ),
    models.Index(
        fields=["kind", "closed_at", "id"],
        condition=Q(closed_at__isnull=False, delivered_at__gte=F("changed_at")),
        name="case_to_remove",
    ),
]

"""Whom a send is for, and what has become of each."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from samplan.access.acting import Acting
from samplan.access.owned import PatientOwned, PatientOwnedQuerySet
from samplan.cases.models.sends import Send
from samplan.common.keys import KeyField


class RowState(models.TextChoices):
    """What has become of one patient's row."""

    WAITING = "waiting", pgettext_lazy("row of a send", "Waiting")
    SENT = "sent", pgettext_lazy("row of a send", "Sent")
    PAPER = "paper", pgettext_lazy("row of a send", "To post on paper")
    ALREADY = "already", pgettext_lazy("row of a send", "Already has it")
    FAILED = "failed", pgettext_lazy("row of a send", "Not sent")


class SendList(models.Model):
    """Those whom a send was asked for, until they are looked through: then it is taken away.

    `numbers` holds line, digits, masked text and fault of each; or else `chosen` one patient's
    key, or a selection as `Chosen.as_kept` gives it, of which all keys up to `reached` are read.
    """

    send = models.OneToOneField(Send, models.CASCADE, primary_key=True, related_name="+")
    numbers = models.JSONField(default=list)
    chosen = models.JSONField(default=dict)
    count = models.PositiveIntegerField()
    reached = models.UUIDField(null=True)


class SendRowQuerySet(PatientOwnedQuerySet["SendRow"]):
    """Rows of sends."""

    def waiting(self) -> Self:
        """Still to be sent."""
        return self.filter(state=RowState.WAITING)


class SendRow(PatientOwned):
    """One patient whom a send is for. `case` is what it became, and has the row's own key: a row
    cannot become two.

    `foreseen` is what the look-through expects of it, `reason` why it goes on paper or not at all.
    """

    id = KeyField()
    send = models.ForeignKey(Send, models.PROTECT, related_name="receiver_rows")
    state = models.CharField(max_length=10, choices=RowState, default=RowState.WAITING)
    foreseen = models.CharField(max_length=10, choices=RowState)
    reason = models.TextField(blank=True)
    case = models.OneToOneField("cases.Case", models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    call_at = models.DateTimeField(null=True)  # when staff were asked to call

    objects = SendRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "send"], name="one_row_per_send_and_patient"
            ),
            models.CheckConstraint(
                condition=Q(case=None) ^ Q(state="sent"), name="row_of_a_send_is_sent_as_a_case"
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) ^ ~Q(state="waiting"),
                name="row_of_a_send_waits_or_is_done",
            ),
        ]
        indexes = [
            models.Index(fields=["send", "state", "id"], name="send_row_by_state"),
            models.Index(fields=["send", "id"], name="send_row_of_send"),
            models.Index(
                fields=["send", "foreseen", "id"],
                condition=Q(state="waiting"),
                name="send_row_foreseen",
            ),
        ]

    @classmethod
    def within(cls, acting: Acting) -> SendRowQuerySet:
        """The rows that `acting` reaches: staff of the clinic, and no patient."""
        reached = cls.objects.within(acting)
        return reached if acting.kind in {"staff", "system"} else reached.none()

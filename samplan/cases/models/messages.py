"""Messages of cases, who has read what when, and notes among staff."""

from typing import Literal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samplan.access.acting import Acting
from samplan.access.owned import PatientOwned, PatientOwnedQuerySet
from samplan.cases.models.authors import Authored
from samplan.cases.models.cases import Case
from samplan.common.constraints import at_and_by_go_together
from samplan.common.keys import KeyField


class MessageKind(models.TextChoices):
    """The kinds of message; each expects something different."""

    INFORMATION = "information", _("Information")
    QUESTION = "question", _("Question")
    ANSWER = "answer", pgettext_lazy("kind of message", "Answer")
    CLOSE = "close", pgettext_lazy("kind of message", "Close")


ACTS = frozenset({MessageKind.QUESTION, MessageKind.ANSWER, MessageKind.CLOSE})


class ToldBy(models.TextChoices):
    """How a patient has told what staff enter."""

    PHONE = "phone", _("by phone")
    PAPER = "paper", _("on paper")


class MessageQuerySet(PatientOwnedQuerySet["Message"]):
    """Messages of cases."""


class Message(Authored, PatientOwned):
    """One thing said in a case, by whom and when. A correction points to what it corrects.

    `signed_as` is the clinic's name where staff sign as the clinic. `agreed` is what both agreed
    on, noted by care as it ended the case. `most_files` is how many a question asks for at most.
    `response` is the form that a question asks to have answered.
    """

    id = KeyField()
    case = models.ForeignKey(Case, models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=15, choices=MessageKind)
    body = models.TextField(blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    response_version = models.ForeignKey(
        "forms.ResponseVersion", models.PROTECT, null=True, related_name="+"
    )
    response = models.ForeignKey("forms.Response", models.PROTECT, null=True, related_name="+")
    is_from_patient = models.BooleanField()
    author_kind = models.TextField()
    signed_as = models.TextField(blank=True)
    is_partial = models.BooleanField(default=False)
    is_entered_by_staff = models.BooleanField(default=False)  # from phone or paper
    told_by = models.CharField(  # where that is known
        max_length=10, choices=ToldBy, blank=True, db_default=""
    )
    agreed = models.TextField(blank=True)
    most_files = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.TextField(blank=True)
    turn_before = models.JSONField(null=True)  # whose turn it was, should it be taken back

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_partial=False) | Q(kind="answer", is_from_patient=False),
                name="message_is_partial_only_as_an_answer_of_care",
            ),
            at_and_by_go_together("message", "withdrawn"),
        ]
        indexes = [
            models.Index(fields=["case", "sent_at", "id"], name="message_of_case_in_order"),
            models.Index(
                fields=["patient", "sent_at"],
                condition=Q(is_from_patient=True),
                name="message_lately_of_patient",
            ),
        ]

    @classmethod
    def within(cls, acting: Acting) -> MessageQuerySet:
        """The messages that `acting` reaches."""
        return cls.objects.within(acting)

    @property
    def signature(self) -> str:
        """Who said it: name and title, as staff sign."""
        return self.signed_as or self.full_signature

    @property
    def has_answers(self) -> bool:
        """It holds answers to a form."""
        return self.response_version_id is not None

    @property
    def is_entered_form(self) -> bool:
        """Staff have filled in a form for the patient: one that a question asked by, or that the
        case began with."""
        return self.has_answers and self.is_entered_by_staff

    @property
    def is_correction(self) -> bool:
        """It says anew what another message said."""
        return self.corrects_id is not None

    @property
    def is_act_of_care(self) -> bool:
        """Care has asked, answered or ended by it, and it stands."""
        is_cares = not self.is_from_patient and self.withdrawn_at is None
        return is_cares and self.kind in ACTS and not self.is_correction

    @property
    def tone(self) -> Literal["theirs", "mine", "question"]:
        """How the thread shows it: mine, theirs or a question."""
        if self.is_from_patient:
            return "mine"
        return "question" if self.kind == MessageKind.QUESTION else "theirs"


class ReceiptQuerySet(PatientOwnedQuerySet["Receipt"]):
    """Receipts of messages."""


class Receipt(PatientOwned):
    """Proof that someone has read a message: who, in what role, when."""

    id = KeyField()
    message = models.ForeignKey(Message, models.PROTECT, related_name="receipts")
    reader_kind = models.TextField()
    reader_id = models.TextField()
    reader_name = models.TextField()
    reader_title = models.TextField(blank=True)
    read_at = models.DateTimeField()

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "message", "reader_kind", "reader_id"],
                name="one_receipt_per_message_and_reader",
            )
        ]
        indexes = [models.Index(fields=["message"], name="receipt_of_message")]

    @classmethod
    def within(cls, acting: Acting) -> ReceiptQuerySet:
        """The receipts that `acting` reaches."""
        return cls.objects.within(acting)


class CaseNoteQuerySet(PatientOwnedQuerySet["CaseNote"]):
    """Notes among staff."""


class CaseNote(Authored, PatientOwned):
    """A note among staff about a case. No patient and no proxy ever reaches one."""

    id = KeyField()
    case = models.ForeignKey(Case, models.PROTECT, related_name="notes")
    body = models.TextField()
    written_at = models.DateTimeField()

    objects = CaseNoteQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="note_of_case")]

    @classmethod
    def within(cls, acting: Acting) -> CaseNoteQuerySet:
        """The notes that `acting` reaches: staff of the clinic, and no patient."""
        reached = cls.objects.within(acting)
        return reached if acting.kind in {"staff", "system"} else reached.none()

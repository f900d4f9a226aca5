"""Cases, their messages, and who has read which message when."""

from typing import Literal, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from samplan.access.acting import Acting
from samplan.access.owned import PatientOwned, PatientOwnedQuerySet
from samplan.common.keys import KeyField


class CaseKind(models.TextChoices):
    """What a case is for; case types of the clinics' own come with their services."""

    SUMMONS = "summons", _("Summons")
    QUESTIONS = "questions", _("Questions before a visit")
    SUMMONS_WITH_QUESTIONS = "summons_with_questions", _("Summons with questions")


class WaitsFor(models.TextChoices):
    """Whose turn it is."""

    PATIENT = "patient", _("Waiting for the patient")
    CARE = "care", _("Waiting for the clinic")
    NOBODY = "nobody", _("Nobody needs to do anything")


class CaseQuerySet(PatientOwnedQuerySet["Case"]):
    """Cases as the inbox asks for them."""

    def newest_first(self) -> Self:
        """By when something last happened."""
        return self.order_by("-changed_at", "-id")


class Case(PatientOwned):
    """One conversation between a patient and a clinic."""

    id = KeyField()
    kind = models.CharField(max_length=30, choices=CaseKind)
    title = models.TextField()
    waits_for = models.CharField(max_length=10, choices=WaitsFor)
    is_unread = models.BooleanField(default=True)  # by the patient
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.TextField(blank=True)
    subject_kind = models.TextField(blank=True)
    subject_id = models.TextField(blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by="")
                | (Q(closed_at__isnull=False) & ~Q(closed_by="")),
                name="case_closed_at_and_by_go_together",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by="")),
                name="case_withdrawn_at_and_by_go_together",
            ),
        ]
        indexes = [
            models.Index(fields=["patient", "-changed_at", "-id"], name="case_of_patient"),
            models.Index(
                fields=["patient"],
                condition=Q(is_unread=True, withdrawn_at=None),
                name="case_unread_by_patient",
            ),
            models.Index(fields=["subject_id"], name="case_by_subject"),
        ]

    @classmethod
    def within(cls, acting: Acting) -> CaseQuerySet:
        """The cases that `acting` reaches; a withdrawn one is gone for the patient."""
        reached = cls.objects.within(acting)
        return reached if acting.kind in {"staff", "system"} else reached.filter(withdrawn_at=None)

    @property
    def is_waiting_for_patient(self) -> bool:
        """It is the patient's turn."""
        return self.waits_for == WaitsFor.PATIENT

    @property
    def place(self) -> str:
        """Its place in the inbox, for the address of the next page."""
        return f"{self.changed_at.isoformat().replace('+00:00', 'Z')}_{self.pk}"


class MessageKind(models.TextChoices):
    """The kinds of message; each expects something different."""

    INFORMATION = "information", _("Information")
    QUESTION = "question", _("Question")
    ANSWER = "answer", pgettext_lazy("kind of message", "Answer")
    CLOSE = "close", pgettext_lazy("kind of message", "Close")


class MessageQuerySet(PatientOwnedQuerySet["Message"]):
    """Messages of cases."""


class Message(PatientOwned):
    """One thing said in a case, by whom and when. A correction points to what it corrects."""

    id = KeyField()
    case = models.ForeignKey(Case, models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=15, choices=MessageKind)
    body = models.TextField(blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    response_version = models.ForeignKey(
        "forms.ResponseVersion", models.PROTECT, null=True, related_name="+"
    )
    is_from_patient = models.BooleanField()
    author_kind = models.TextField()
    author_id = models.TextField()
    author_name = models.TextField()
    author_title = models.TextField(blank=True)
    sent_at = models.DateTimeField()

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="message_of_case")]

    @classmethod
    def within(cls, acting: Acting) -> MessageQuerySet:
        """The messages that `acting` reaches."""
        return cls.objects.within(acting)

    @property
    def signature(self) -> str:
        """Who said it: name and title, as staff sign."""
        return ", ".join(part for part in (self.author_name, self.author_title) if part)

    @property
    def is_answer(self) -> bool:
        """Answers to a form."""
        return self.kind == MessageKind.ANSWER and self.response_version_id is not None

    @property
    def tone(self) -> Literal["theirs", "mine", "question"]:
        """How the thread shows it: mine, theirs or a question."""
        if self.is_from_patient:
            return "mine"
        return "question" if self.kind == MessageKind.QUESTION else "theirs"

    @property
    def word(self) -> str:
        """What sort of message it is, where that needs saying."""
        if self.corrects_id is not None:
            return gettext("correction")
        if self.kind == MessageKind.QUESTION:
            return gettext("question to you")
        return ""


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

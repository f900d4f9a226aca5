"""What is written in cases and not sent yet."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Cast

from samplan.access.acting import Acting
from samplan.access.owned import PatientOwned, PatientOwnedQuerySet
from samplan.attachments.models import Attachment
from samplan.cases.models.cases import Case
from samplan.common.keys import KeyField


class MessageDraftQuerySet(PatientOwnedQuerySet["MessageDraft"]):
    """What is written and not sent."""

    def of(self, acting: Acting) -> Self:
        """One's own: what someone has not sent is for nobody else."""
        return self.filter(author_kind=acting.kind, author_id=acting.actor_id)

    def begun(self) -> Self:
        """Those in which something is written or attached: what was sent, thrown away or erased
        leaves an empty one."""
        files = Attachment.objects.listed().filter(
            patient_id=OuterRef("patient_id"),
            owner_kind=self.model._meta.model_name,
            owner_id=Cast(OuterRef("pk"), models.TextField()),
        )
        return self.filter(~Q(body="", agreed="") | Exists(files))


class MessageDraft(PatientOwned):
    """What someone is writing in a case; files belong to it, and it is sent under its own key.

    So sending it twice gives one message. What staff write stays at the clinic where they wrote
    it, also where they work at the one that the case is handed on to.
    """

    id = KeyField()
    case = models.ForeignKey(Case, models.PROTECT, related_name="drafts")
    author_kind = models.TextField()
    author_id = models.TextField()
    author_name = models.TextField()
    intent = models.TextField(blank=True)  # what staff mean to do with it: an Intent
    body = models.TextField(blank=True)
    agreed = models.TextField(blank=True)
    most_files = models.PositiveSmallIntegerField(default=0)
    form = models.ForeignKey("forms.Questionnaire", models.PROTECT, null=True, related_name="+")
    signs_as_clinic = models.BooleanField(default=False)
    window = models.TextField(blank=True, db_default="")  # that saved it last, and which time
    nth = models.PositiveIntegerField(db_default=0)
    changed_at = models.DateTimeField()

    objects = MessageDraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "case", "author_kind", "author_id"],
                condition=~Q(author_kind="staff"),
                name="one_draft_per_case_and_author",
            ),
            models.UniqueConstraint(
                fields=["patient", "case", "clinic", "author_kind", "author_id"],
                condition=Q(author_kind="staff"),
                name="one_draft_of_staff_per_case_and_clinic",
            ),
        ]

    @property
    def has_words(self) -> bool:
        """Something is written, not only chosen or attached."""
        return bool(self.body or self.agreed)

    @classmethod
    def within(cls, acting: Acting) -> MessageDraftQuerySet:
        """The acting's own drafts; a job reaches all."""
        reached = cls.objects.within(acting)
        return reached if acting.kind == "system" else reached.of(acting)

"""Responses of patients, with a version for each sending."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from samplan.access.acting import Acting
from samplan.access.owned import PatientOwned, PatientOwnedQuerySet
from samplan.common.constraints import at_and_by_go_together
from samplan.common.keys import KeyField
from samplan.forms.models.questionnaires import QuestionnaireVersion


class ResponseStatus(models.TextChoices):
    """As in FHIR's QuestionnaireResponse."""

    IN_PROGRESS = "in-progress", _("Begun")
    COMPLETED = "completed", _("Answered")
    ENTERED_IN_ERROR = "entered-in-error", _("Entered in error")


class ResponseQuerySet(PatientOwnedQuerySet["Response"]):
    """Responses of patients."""

    def about(self, kind: str, key: str) -> Self:
        """Those that belong to one row of an app above."""
        return self.filter(subject_kind=kind, subject_id=key)


class Response(PatientOwned):
    """A patient's answers to one version of a form, as far as they have come.

    What is saved but not sent stands in a draft for each side, see `drafts`; `revision` rises
    with each save. `sent_number` is that of the newest sent version.
    """

    id = KeyField()
    version = models.ForeignKey(QuestionnaireVersion, models.PROTECT, related_name="+")
    status = models.CharField(
        max_length=20, choices=ResponseStatus, default=ResponseStatus.IN_PROGRESS
    )
    draft = models.JSONField(default=dict)  # the patient's and guardians'
    staff_draft = models.JSONField(default=dict)  # entered from phone or paper
    revision = models.PositiveIntegerField(default=0)
    sent_number = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    subject_kind = models.TextField()
    subject_id = models.TextField()

    objects = ResponseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "subject_kind", "subject_id"], name="one_response_per_subject"
            )
        ]

    @classmethod
    def within(cls, acting: Acting) -> ResponseQuerySet:
        """The responses that `acting` reaches."""
        return cls.objects.within(acting)

    @property
    def is_sent(self) -> bool:
        """Sent at least once."""
        return self.status == ResponseStatus.COMPLETED

    @property
    def has_unsent(self) -> bool:
        """The patient has saved something that is not sent."""
        return bool(self.draft.get("unsent"))


class ResponseVersionQuerySet(PatientOwnedQuerySet["ResponseVersion"]):
    """Sent versions of responses."""

    def standing(self) -> Self:
        """Those that were not entered in error."""
        return self.exclude(response__status=ResponseStatus.ENTERED_IN_ERROR)


class ResponseVersion(PatientOwned):
    """Answers as they were sent: unchangeable, with who answered and for whom."""

    id = KeyField()
    response = models.ForeignKey(Response, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    document = models.JSONField()  # FHIR R4 QuestionnaireResponse
    authored_at = models.DateTimeField()
    author_kind = models.TextField()
    author_id = models.TextField()
    author_name = models.TextField()
    author_title = models.TextField(blank=True)
    is_entered_by_staff = models.BooleanField(default=False)  # from phone or paper
    recorded_at = models.DateTimeField(null=True)  # entered in the record
    recorded_by = models.TextField(blank=True)

    objects = ResponseVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "response", "number"], name="response_version_stands_once"
            ),
            at_and_by_go_together("response", "recorded"),
        ]

    @classmethod
    def within(cls, acting: Acting) -> ResponseVersionQuerySet:
        """The sent versions that `acting` reaches."""
        return cls.objects.within(acting)

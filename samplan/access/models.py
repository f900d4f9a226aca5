"""Care relations, guardians, consent, ages, and posts kept for someone who was logged out."""

import re
from datetime import date
from typing import ClassVar, Final, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samplan.common.constraints import at_and_by_go_together
from samplan.common.keys import KeyField
from samplan.ui.components.fields import TEXTS

CHOICE: Final = re.compile(
    r"""\d{1,3}                                      # a short number
    | [a-z][a-z0-9_:-]*                              # a code
    | ((https?://|urn:)[^\s|]*)?\|[^\s|]+           # a code of a system, as forms have them
    | [0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}    # a key
    | \{".*\}                                       # an answer that a form has worked out
    """,
    re.VERBOSE,
)


class RelationReason(models.TextChoices):
    """Why a clinic may see a patient at all."""

    VISIT = "visit", _("planned visit")
    CONTACT = "contact", _("fixed care contact")
    APPROVAL = "approval", _("approved patient")
    LOOKUP = "lookup", _("looked up by full identity number")
    CASE = "case", _("wrote to the clinic")


class CareRelation(models.Model):
    """A clinic has to do with a patient: what lets its staff see the patient at all."""

    id = KeyField()
    patient = models.ForeignKey("patients.Patient", models.PROTECT, related_name="+")
    clinic = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=10, choices=RelationReason)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "clinic"],
                condition=Q(ended_at=None),
                name="one_open_relation_per_patient_and_clinic",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")),
                name="relation_ends_after_it_began",
            ),
        ]


class ApprovalQuerySet(models.QuerySet["Approval"]):
    """Approvals by time."""

    def standing(self, day: date) -> Self:
        """Those that hold on `day`, the last day included."""
        return self.filter(Q(until_on=None) | Q(until_on__gte=day), ended_at=None)


class Approval(models.Model):
    """A clinic lets a patient use services that are for its approved patients, until a day."""

    id = KeyField()
    patient = models.ForeignKey("patients.Patient", models.PROTECT, related_name="+")
    clinic = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()
    approved_by = models.TextField()
    until_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.TextField(blank=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "clinic"],
                condition=Q(ended_at=None),
                name="one_standing_approval_per_patient_and_clinic",
            ),
            at_and_by_go_together("approval", "ended"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("approved_at")),
                name="approval_ends_after_it_began",
            ),
        ]
        indexes = [models.Index(fields=["clinic", "id"], name="approval_of_clinic")]


class Guardianship(models.Model):
    """An adult is a guardian of a child, as the population register says.

    Whether the guardian may act is decided by the child's age (`AgeLimit`), not by `ends_on`.
    """

    id = KeyField()
    guardian = models.ForeignKey("patients.Patient", models.PROTECT, related_name="+")
    patient = models.ForeignKey("patients.Patient", models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(guardian=F("patient")), name="nobody_is_their_own_guardian"
            ),
            models.UniqueConstraint(
                fields=["patient", "guardian", "starts_on"], name="guardianship_stands_once"
            ),
        ]


class DigitalConsent(models.Model):
    """The patient agrees to be reached digitally, until it is withdrawn."""

    id = KeyField()
    patient = models.ForeignKey("patients.Patient", models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    given_by = models.TextField()
    is_by_guardian = models.BooleanField(default=False)  # then it ends when the child grows out
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient"],
                condition=Q(withdrawn_at=None),
                name="one_standing_consent_per_patient",
            ),
            at_and_by_go_together("consent", "withdrawn"),
        ]


class AgeRule(models.TextChoices):
    """The ages that law or a region may change."""

    GUARDIAN_UNTIL = "guardian_until", _("guardians act until the child turns")


class AgeLimit(models.Model):
    """An age in force from a day: configuration, never a constant."""

    id = KeyField()
    rule = models.CharField(max_length=30, choices=AgeRule)
    years = models.PositiveSmallIntegerField()
    from_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule", "from_on"], name="one_age_per_rule_and_day")
        ]


class LookUp(models.Model):
    """Someone has looked for people who are not the clinic's patients: how many, not whom."""

    id = KeyField()
    assignment = models.ForeignKey("organisations.Assignment", models.PROTECT, related_name="+")
    tried_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["assignment", "tried_at"], name="look_up_by_assignment")]


class SealedPost(models.Model):
    """What someone sent after being logged out, kept for the same acting for a short while."""

    id = KeyField()
    acting_key = models.TextField(db_index=True)
    path = models.TextField()
    fields = models.JSONField()
    kept_until = models.DateTimeField(db_index=True)

    SENT: ClassVar = "_sealed"  # the field that says which one is sent on

    @property
    def shown_fields(self) -> list[list[str]]:
        """What the person wrote, for reading: without empty fields, those of the page itself and
        choices, whose words the page that drew them had and this one has not.

        A field whose name begins with "_" tells the server something; nobody wrote it. What stands
        in a field for text (`ui.components.fields.TEXTS`) was written, whatever it looks like.
        """
        texts = self.fields.get(TEXTS, [])
        kept = (
            [value for value in values if value and (name in texts or not CHOICE.fullmatch(value))]
            for name, values in self.fields.items()
            if not name.startswith("_")
        )
        return [values for values in kept if values]


class SentPage(models.Model):
    """A page that has been sent, and where the sender was led: sent again, it leads there too."""

    id = KeyField()
    acting_key = models.TextField()
    key = models.UUIDField()  # of the form, as the page had it
    digest = models.BinaryField(max_length=32)  # of what was sent, which is kept nowhere here
    location = models.TextField(blank=True)
    sent_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["acting_key", "key"], name="page_is_sent_once_by_whoever_acts"
            )
        ]

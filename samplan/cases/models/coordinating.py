"""What a patient's care contacts at different clinics write to each other, within the consent."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from samplan.access.acting import Acting, StaffActing
from samplan.access.models import CareRelation
from samplan.access.owned import PatientOwned, PatientOwnedQuerySet
from samplan.audit import trail
from samplan.cases.models.authors import Authored
from samplan.common.constraints import at_and_by_go_together
from samplan.common.dates import age_on
from samplan.common.keys import KeyField


class CoordinationConsentQuerySet(PatientOwnedQuerySet["CoordinationConsent"]):
    """Consents to coordination."""

    def standing(self) -> Self:
        """Not taken back."""
        return self.filter(withdrawn_at=None)


class CoordinationConsent(PatientOwned):
    """The patient lets the care contacts of a clinic take part in the coordination, until it is
    taken back. A guardian's holds until the child is too old for guardians."""

    id = KeyField()
    given_at = models.DateTimeField()
    given_by = models.TextField()
    is_by_guardian = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.TextField(blank=True)

    objects = CoordinationConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "clinic"],
                condition=Q(withdrawn_at=None),
                name="one_standing_coordination_consent_per_clinic",
            ),
            at_and_by_go_together("coordination_consent", "withdrawn"),
        ]

    @classmethod
    def within(cls, acting: Acting) -> CoordinationConsentQuerySet:
        """The consents that `acting` reaches."""
        return cls.objects.within(acting)

    def holds_on(self, day: date, *, guardians_until: int | None) -> bool:
        """It stands; a guardian's only while the patient is younger than `guardians_until`.

        Asks for the patient, at hand.
        """
        if self.withdrawn_at is not None or not self.is_by_guardian:
            return self.withdrawn_at is None
        return guardians_until is not None and age_on(self.patient.born_on, day) < guardians_until


class CoordinationMessageQuerySet(PatientOwnedQuerySet["CoordinationMessage"]):
    """What is written between clinics."""

    def within(self, acting: Acting, *, is_shared: bool = False) -> Self:
        """As for all rows of patients: staff have what their own clinic wrote. With `is_shared`
        also what others wrote, where the patient has consented to both clinics."""
        if not is_shared or not isinstance(acting, StaffActing):
            return super().within(acting)
        trail.touch()
        of_patient = {"patient_id": OuterRef("patient_id")}
        relations = CareRelation.objects.filter(
            clinic_id=acting.clinic_id, ended_at=None, **of_patient
        )
        standing = CoordinationConsent.objects.standing().filter(**of_patient)
        own = Exists(standing.filter(clinic_id=acting.clinic_id))
        theirs = Exists(standing.filter(clinic_id=OuterRef("clinic_id")))
        return self.filter(Exists(relations), Q(clinic_id=acting.clinic_id) | (Q(own) & Q(theirs)))


class CoordinationMessage(Authored, PatientOwned):
    """One thing that a care contact writes to the others. The patient reads it too.

    `clinic` is the writer's. `sent_key` is the page's own: sending it twice is sending it once.
    """

    id = KeyField()
    assignment = models.ForeignKey("organisations.Assignment", models.PROTECT, related_name="+")
    body = models.TextField()
    sent_key = models.UUIDField()
    sent_at = models.DateTimeField()

    objects = CoordinationMessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "author_id", "sent_key"], name="coordination_is_sent_once"
            ),
            models.CheckConstraint(condition=~Q(body=""), name="coordination_says_something"),
        ]
        indexes = [models.Index(fields=["patient", "sent_at"], name="coordination_of_patient")]

    @classmethod
    def within(cls, acting: Acting, *, is_shared: bool = False) -> CoordinationMessageQuerySet:
        """What `acting` reaches; `is_shared`: also across clinics, within the consent."""
        return cls.objects.within(acting, is_shared=is_shared)


class CoordinationReceiptQuerySet(PatientOwnedQuerySet["CoordinationReceipt"]):
    """Who has read what is written between clinics."""


class CoordinationReceipt(PatientOwned):
    """Someone at a clinic has read a message. `clinic` is the reader's."""

    id = KeyField()
    message = models.ForeignKey(CoordinationMessage, models.PROTECT, related_name="receipts")
    reader_id = models.TextField()
    reader_name = models.TextField()
    read_at = models.DateTimeField()

    objects = CoordinationReceiptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "message", "reader_id"], name="coordination_is_read_once"
            )
        ]
        indexes = [models.Index(fields=["message"], name="coordination_receipt")]

    @classmethod
    def within(cls, acting: Acting) -> CoordinationReceiptQuerySet:
        """The receipts that `acting` reaches."""
        return cls.objects.within(acting)

"""What patient and care agree about being in touch, and what patients ask for."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from samplan.access.acting import Acting, StaffActing
from samplan.access.models import CareRelation
from samplan.access.owned import PatientOwned, PatientOwnedQuerySet
from samplan.audit import trail
from samplan.common.dates import local
from samplan.common.keys import KeyField
from samplan.contacts.models.contact import CareContact


class Channel(models.TextChoices):
    """How one is in touch."""

    PORTAL = "portal", _("Messages here")
    PHONE = "phone", _("Phone")
    LETTER = "letter", _("Letter")
    MEETING = "meeting", _("Meeting")


class CommunicationAgreementQuerySet(PatientOwnedQuerySet["CommunicationAgreement"]):
    """What has been agreed."""

    def within(self, acting: Acting, *, on: date | None = None) -> Self:
        """As for all rows of patients; with `on` also what was written at other clinics, where
        the acting's own clinic has a contact that stands on that day with the patient."""
        if on is None or not isinstance(acting, StaffActing):
            return super().within(acting)
        trail.touch()
        here = {"patient_id": OuterRef("patient_id"), "clinic_id": acting.clinic_id}
        relations = CareRelation.objects.filter(ended_at=None, **here)
        contacts = CareContact.objects.on(on).filter(**here)
        return self.filter(Exists(relations), Q(clinic_id=acting.clinic_id) | Exists(contacts))


class CommunicationAgreement(PatientOwned):
    """The agreed way of being in touch, written with the patient. The newest stands; earlier
    ones are kept."""

    id = KeyField()
    with_whom = models.TextField()
    channel = models.CharField(max_length=10, choices=Channel)
    when = models.TextField(blank=True)
    words = models.TextField(blank=True)
    agreed_on = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.TextField()

    made_with_former: str = ""  # no column: what `contacts.agreed` says of one that stands

    objects = CommunicationAgreementQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["patient", "id"], name="communication_of_patient")]

    @classmethod
    def within(cls, acting: Acting, *, on: date | None = None) -> CommunicationAgreementQuerySet:
        """What `acting` reaches. With `on`, staff also reach what other clinics have written of
        patients with whom their own clinic has a contact that stands on that day."""
        return cls.objects.within(acting, on=on)


class ContactRequestQuerySet(PatientOwnedQuerySet["ContactRequest"]):
    """What patients ask for."""

    def open(self) -> Self:
        """Not decided yet."""
        return self.filter(decided_at=None)


class ContactRequest(PatientOwned):
    """A patient asks for a fixed contact at a clinic, or to change the one there (`contact`).

    Yes is a contact given (`given`); no is an answer that the patient reads.
    """

    id = KeyField()
    contact = models.ForeignKey(CareContact, models.PROTECT, null=True, related_name="+")
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.TextField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    given = models.ForeignKey(CareContact, models.PROTECT, null=True, related_name="+")

    objects = ContactRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "clinic"],
                condition=Q(decided_at=None),
                name="one_open_contact_request_per_clinic",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by="", answer="", given=None)
                | (
                    Q(decided_at__isnull=False)
                    & ~Q(decided_by="")
                    & (Q(given__isnull=False) | ~Q(answer=""))
                ),
                name="contact_request_is_decided_by_a_contact_or_an_answer",
            ),
        ]

    @classmethod
    def within(cls, acting: Acting) -> ContactRequestQuerySet:
        """The requests that `acting` reaches."""
        return cls.objects.within(acting)

    @property
    def is_open(self) -> bool:
        """Not decided yet."""
        return self.decided_at is None

    def days_since(self, day: date) -> int:
        """How many days have gone by, on `day`, since it was asked."""
        return (day - local(self.asked_at).date()).days

    @property
    def is_granted(self) -> bool:
        """A contact was given."""
        return self.given_id is not None

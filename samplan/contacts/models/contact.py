"""The fixed care contact, after the national draft profile, and notes about it for staff alone."""

from datetime import date
from typing import Final, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samplan.access.acting import Acting, PatientActing
from samplan.access.owned import PatientOwned, PatientOwnedQuerySet
from samplan.common.keys import KeyField
from samplan.contacts.models.contact_rules import CONTACT_CONSTRAINTS, DAYS_IN_WEEK
from samplan.contacts.models.days import on_day

CODE_SYSTEM: Final = "1.2.752.129.5.1.69"  # OID of the national code system for kinds of contact


class ContactKind(models.TextChoices):
    """The kinds of the national code system, in its order."""

    FIXED = "fixed", _("Fixed care contact")
    FIXED_PHYSICIAN = "fixed_physician", _("Fixed physician in primary care")
    HOME_CARE = "home_care", _("Fixed care contact in home care")
    COORDINATING = "coordinating", _("Fixed care contact with overall coordination")


CODES: Final = {kind: str(number) for number, kind in enumerate(ContactKind, start=1)}


class EndReason(models.TextChoices):
    """Why someone is the patient's contact no more."""

    HANDED_OVER = "handed_over", _("Someone else takes over")
    PATIENT_WISH = "patient_wish", _("The patient wants another")
    NO_NEED = "no_need", _("No longer needed")
    MISTAKE = "mistake", _("Given by mistake")


BEGAN: Final = Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))


def no_hours() -> list[str]:
    """No hours on any day of the week."""
    return [""] * DAYS_IN_WEEK


class CareContactQuerySet(PatientOwnedQuerySet["CareContact"]):
    """Contacts by time and person."""

    def on(self, day: date) -> Self:
        """Those that stand on `day`."""
        return self.filter(on_day(day, "starts_on", "ends_on"))

    def standing_or_coming(self, day: date) -> Self:
        """Those that stand on `day` or begin later."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), BEGAN)

    def before(self, day: date) -> Self:
        """Those whose last day is earlier than `day`, but not those that never began."""
        return self.filter(BEGAN, ends_on__lt=day)


class CareContact(PatientOwned):
    """One named person at a clinic whom the patient turns to, from a day to a day.

    `hours` are seven texts, Monday first. `ends_on`, the last day, before `starts_on` says that
    it never began.
    """

    id = KeyField()
    kind = models.CharField(max_length=20, choices=ContactKind, default=ContactKind.FIXED)
    staff = models.ForeignKey("organisations.StaffMember", models.PROTECT, related_name="+")
    team = models.ForeignKey("contacts.CareTeam", models.PROTECT, null=True, related_name="+")
    is_coordinator = models.BooleanField(default=False)
    helps_with = models.TextField(blank=True)
    helps_not = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    hours = ArrayField(models.TextField(blank=True), size=DAYS_IN_WEEK, default=no_hours)
    answer_days = models.PositiveSmallIntegerField(default=2)  # working days
    note_to_patient = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    given_at = models.DateTimeField()
    given_by = models.TextField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.TextField(blank=True)
    end_reason = models.CharField(max_length=15, choices=EndReason, blank=True)

    objects = CareContactQuerySet.as_manager()

    class Meta:
        constraints = CONTACT_CONSTRAINTS
        indexes = [
            models.Index(fields=["patient", "starts_on"], name="contact_of_patient"),
            models.Index(fields=["clinic", "staff", "id"], name="contact_at_clinic"),
        ]

    @classmethod
    def within(cls, acting: Acting) -> CareContactQuerySet:
        """The contacts that `acting` reaches: a patient's own, or those at one's own clinic."""
        return cls.objects.within(acting)

    @property
    def code(self) -> str:
        """Its kind's code in the national code system (CODE_SYSTEM): "1" to "4"."""
        return CODES[ContactKind(self.kind)]

    @property
    def never_began(self) -> bool:
        """It was taken back before its first day."""
        return self.ends_on is not None and self.ends_on < self.starts_on

    def stands_on(self, day: date) -> bool:
        """Whether it holds on `day`."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def can_be_ended(self, day: date) -> bool:
        """Whether it stands on `day` or is still to come."""
        return not self.never_began and (self.ends_on is None or day <= self.ends_on)


class InternalNoteQuerySet(PatientOwnedQuerySet["InternalNote"]):
    """Notes for staff."""

    def within(self, acting: Acting) -> Self:
        """As for all rows of patients; nothing whatever for a patient or who acts for one."""
        found = super().within(acting)
        return found.none() if isinstance(acting, PatientActing) else found


class InternalNote(PatientOwned):
    """What staff of the contact's clinic note about it among themselves.

    A table of its own, so that no page, file or text made of contacts holds it.
    """

    id = KeyField()
    contact = models.ForeignKey(CareContact, models.PROTECT, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.TextField()

    objects = InternalNoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["patient", "contact"], name="one_note_per_contact")
        ]

    @classmethod
    def within(cls, acting: Acting) -> InternalNoteQuerySet:
        """The notes that `acting` reaches: none for a patient or a proxy."""
        return cls.objects.within(acting)

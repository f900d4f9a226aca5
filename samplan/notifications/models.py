"""Notices (one per thing, kind and due date), their deliveries, and how each person wants them."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from samplan.access.acting import Acting
from samplan.access.owned import PatientOwned, PatientOwnedQuerySet
from samplan.common.keys import KeyField


class NoticeKind(models.TextChoices):
    """Why someone is told that there is something new."""

    NEW = "new", _("Something new")
    CHANGED = "changed", _("Something has changed")
    WEEK_BEFORE = "week_before", _("Reminder a week before")
    DAY_BEFORE = "day_before", _("Reminder the day before")
    UNANSWERED = "unanswered", _("Reminder of a question")
    HANDOVER = "handover", _("A child turns thirteen")


class NoticeQuerySet(PatientOwnedQuerySet["Notice"]):
    """Notices of patients."""


class Notice(PatientOwned):
    """The decision to tell someone once. The unique key makes it once whatever is killed when."""

    id = KeyField()
    kind = models.CharField(max_length=15, choices=NoticeKind)
    about_kind = models.TextField()
    about_id = models.TextField()
    due_on = models.DateField()
    made_at = models.DateTimeField()

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "about_kind", "about_id", "kind", "due_on"],
                name="one_notice_per_thing_kind_and_day",
            )
        ]

    @classmethod
    def within(cls, acting: Acting) -> NoticeQuerySet:
        """The notices that `acting` reaches."""
        return cls.objects.within(acting)


class Way(models.TextChoices):
    """The ways out."""

    MAIL = "mail", _("E-mail")
    SMS = "sms", _("SMS")
    PUSH = "push", _("Push")


class DeliveryState(models.TextChoices):
    """Waiting until the receiver's server has said OK or no."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    REFUSED = "refused", _("Refused by the receiver")
    DROPPED = "dropped", _("Not wanted any longer")


class DeliveryQuerySet(PatientOwnedQuerySet["Delivery"]):
    """Deliveries of notices."""


class Delivery(PatientOwned):
    """One message on its way out, with a Message-ID that stays the same at every try.

    `person` is whom it goes to: the patient or a guardian. Only rows from before choices lack it.
    """

    id = KeyField()
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="deliveries")
    person = models.ForeignKey("patients.Patient", models.PROTECT, related_name="+", null=True)
    channel = models.CharField(max_length=5, choices=Way)
    address = models.TextField()
    language = models.CharField(max_length=5)
    message_id = models.TextField(unique=True)
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "notice", "person"],
                name="one_delivery_per_notice_and_person",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at=None)),
                name="delivery_sent_at_and_state_go_together",
            ),
        ]

    @classmethod
    def within(cls, acting: Acting) -> DeliveryQuerySet:
        """The deliveries that `acting` reaches."""
        return cls.objects.within(acting)


class RefusedAddressQuerySet(PatientOwnedQuerySet["RefusedAddress"]):
    """Refused addresses of patients."""


class RefusedAddress(PatientOwned):
    """An address where nobody takes what is about the patient, until its person changes it."""

    id = KeyField()
    person = models.ForeignKey(
        "patients.Patient", models.PROTECT, related_name="+", null=True, db_index=False
    )
    channel = models.CharField(max_length=5, choices=Way)
    address = models.TextField()
    refused_at = models.DateTimeField()
    mended_at = models.DateTimeField(null=True)

    objects = RefusedAddressQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "person", "address"],
                condition=Q(mended_at=None),
                name="one_standing_refusal_per_address",
            )
        ]
        indexes = [models.Index(fields=["person"], name="refused_address_of_person")]

    @classmethod
    def within(cls, acting: Acting) -> RefusedAddressQuerySet:
        """The refused addresses that `acting` reaches."""
        return cls.objects.within(acting)


class Subject(models.TextChoices):
    """What one can choose about. The values are names of fields of `Preference`."""

    MESSAGE = "message", _("New messages")
    VISIT = "visit", _("Summonses and visits")
    REMINDER = "reminder", _("Reminders")
    CHANGE = "change", _("Changes")


class Wanted(models.TextChoices):
    """How someone wants to be told of a subject."""

    MAIL = Way.MAIL.value, _("By e-mail")
    SMS = Way.SMS.value, _("By SMS")
    PUSH = Way.PUSH.value, _("As a notification on my devices")
    NOTHING = "nothing", _("Not at all")


class PreferenceQuerySet(models.QuerySet["Preference"]):
    """Choices of persons."""

    def with_devices(self, server_key: str) -> Self:
        """Each with `has_device`: there is somewhere to push what `server_key` has signed."""
        devices = Device.objects.filter(patient_id=OuterRef("patient_id"), server_key=server_key)
        return self.annotate(has_device=Exists(devices))


class Preference(models.Model):
    """How one person wants to be told. Without a row: by mail, else by SMS."""

    id = KeyField()
    patient = models.OneToOneField("patients.Patient", models.PROTECT, related_name="+")
    message = models.CharField(max_length=10, choices=Wanted, default=Wanted.MAIL)
    visit = models.CharField(max_length=10, choices=Wanted, default=Wanted.MAIL)
    reminder = models.CharField(max_length=10, choices=Wanted, default=Wanted.MAIL)
    change = models.CharField(max_length=10, choices=Wanted, default=Wanted.MAIL)

    # Whole hours by the clock in Sweden.
    quiet_from = models.PositiveSmallIntegerField(default=21)
    quiet_until = models.PositiveSmallIntegerField(default=7)
    digest_hour = models.PositiveSmallIntegerField(null=True)  # one message a day, instead of each

    has_device = False  # see `with_devices`
    objects = PreferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from__lte=23, quiet_until__lte=23)
                & (Q(digest_hour=None) | Q(digest_hour__lte=23)),
                name="preference_hours_are_on_the_clock",
            )
        ]

    def wanted(self, subject: Subject) -> Wanted:
        """How the person wants to be told of this."""
        return Wanted(getattr(self, subject.value))


class Device(models.Model):
    """A browser where a person has said yes to push (a subscription of the Push API).

    `endpoint` is the push service's address of it, and `server_key` the key that it was asked
    with: another key's messages are refused there. Messages have no content, so that the keys to
    encrypt it with are not kept.
    """

    id = KeyField()
    patient = models.ForeignKey("patients.Patient", models.PROTECT, related_name="+")
    endpoint = models.TextField(unique=True)
    server_key = models.TextField()
    added_at = models.DateTimeField()


class AddressProof(models.Model):
    """A code sent to an address that someone says is theirs. The code itself is kept nowhere."""

    id = KeyField()
    patient = models.ForeignKey("patients.Patient", models.PROTECT, related_name="+")
    way = models.CharField(max_length=5, choices=Way)
    address = models.TextField()
    sent_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    proved_at = models.DateTimeField(null=True)
    is_refused = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["patient", "sent_at"], name="address_proof_of_patient"),
            models.Index(fields=["address", "sent_at"], name="address_proof_by_address"),
        ]

"""Notices (one per thing, kind and due date) and their deliveries."""

from django.db import models
from django.db.models import Q
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


class DeliveryState(models.TextChoices):
    """Waiting until the receiver's server has said OK or no."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    REFUSED = "refused", _("Refused by the receiver")


class DeliveryQuerySet(PatientOwnedQuerySet["Delivery"]):
    """Deliveries of notices."""


class Delivery(PatientOwned):
    """One message on its way out, with a Message-ID that stays the same at every try."""

    id = KeyField()
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="deliveries")
    channel = models.CharField(max_length=5, choices=Way)
    address = models.TextField()
    language = models.CharField(max_length=5)
    message_id = models.TextField(unique=True)
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "notice", "channel", "address"],
                name="one_delivery_per_notice_and_address",
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

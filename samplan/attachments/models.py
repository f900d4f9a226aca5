"""Cleaned files and what they belong to."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samplan.access.acting import Acting
from samplan.access.owned import PatientOwned, PatientOwnedQuerySet
from samplan.common.constraints import at_and_by_go_together
from samplan.common.keys import KeyField
from samplan.common.text import size_words

MOST_FILES = 5
LARGEST_FILE = 20 * 1024 * 1024  # bytes
LARGEST_FROM_CARE = 10 * 1024 * 1024
ABANDONED_AFTER = timedelta(minutes=5)
WAITS_FOR_WORDS = timedelta(hours=1)


class FileKind(models.TextChoices):
    """The kinds of file that are taken, by content."""

    PDF = "application/pdf", "PDF"
    JPEG = "image/jpeg", "JPG"
    PNG = "image/png", "PNG"
    GIF = "image/gif", "GIF"


class ScanState(models.TextChoices):
    """What the virus scanner said. An infected file is never kept."""

    CLEAN = "clean", _("Checked, no virus found")
    NOT_CONFIGURED = "not_configured", _("Cleaned, no virus scanner here")
    UNAVAILABLE = "unavailable", _("Cleaned, the virus scanner did not answer")
    AWAITED = "awaited", _("Is being checked")


class FileState(models.TextChoices):
    """Whether a file may be opened: not before it is cleaned, nor after it is found harmful."""

    CHECKING = "checking", _("Is being checked")
    READY = "ready", _("Ready")
    REFUSED = "refused", _("Removed")


# Who sees a file before it is sent, by the kind of acting that asks.
_PATIENTS = ("self", "guardian")
OWN_SIDE = {
    "self": _PATIENTS,
    "guardian": _PATIENTS,
    "staff": ("staff",),
    "system": ("system",),
}


class AttachmentQuerySet(PatientOwnedQuerySet["Attachment"]):
    """Attachments by what they belong to."""

    def listed(self) -> Self:
        """Not taken away; also those that are being checked, and those that were refused."""
        return self.filter(removed_at=None)

    def kept(self) -> Self:
        """Those with content to open: cleaned and not taken away."""
        return self.listed().filter(state=FileState.READY)

    def of(self, kind: str, key: str) -> Self:
        """Those of one row of an app above, oldest first."""
        return self.filter(owner_kind=kind, owner_id=key).order_by("id")

    def open_to(self, acting: Acting) -> Self:
        """Those that were sent, or that the acting's own side has put in.

        A file that is chosen but not sent is as private as an answer that is not sent.
        """
        own = OWN_SIDE[acting.kind]
        unsent = Q(sent_at=None, removed_at=None, uploaded_by_kind__in=own)
        return self.filter(Q(sent_at__isnull=False) | unsent)


class Attachment(PatientOwned):
    """A file as it may be handed out: cleaned, of known kind.

    The original is kept only until it is checked, and handed out to nobody. Of one that was
    refused the row is left, with `refusal` for why: a RefusedFile's code and params. A picture
    has itself in small, and, where care gives it to a patient, what it shows in words.
    """

    id = KeyField()
    owner_kind = models.TextField()
    owner_id = models.TextField()
    field = models.TextField(blank=True)  # the linkId of the question it answers
    name = models.TextField()
    kind = models.CharField(max_length=20, choices=FileKind)
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    content = models.FileField(upload_to="attachments/", blank=True)
    original = models.FileField(upload_to="attachments/", blank=True)
    state = models.CharField(max_length=10, choices=FileState, default=FileState.READY)
    refusal = models.JSONField(null=True)
    thumbnail = models.FileField(upload_to="attachments/", blank=True)
    shows = models.TextField(blank=True)
    scan = models.CharField(max_length=15, choices=ScanState)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.TextField()
    uploaded_by_kind = models.CharField(max_length=10)  # of acting
    sent_at = models.DateTimeField(null=True)  # with answers or a message, for the other side
    removed_at = models.DateTimeField(null=True)
    removed_by = models.TextField(blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gt=0, size__lte=LARGEST_FILE), name="attachment_has_a_fair_size"
            ),
            at_and_by_go_together("attachment", "removed"),
            models.CheckConstraint(
                condition=Q(state="refused", refusal__isnull=False, content="", original="")
                | Q(state="checking", refusal=None, content="") & ~Q(original="")
                | Q(state="ready", refusal=None, original="") & ~Q(content=""),
                name="attachment_has_content_only_when_it_is_ready",
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(removed_at=None)
                & (Q(state="checking") | Q(state="ready", scan="unavailable")),
                name="attachment_to_check_again",
            ),
            models.Index(fields=["patient", "owner_kind", "owner_id"], name="attachment_of_owner"),
        ]

    @classmethod
    def within(cls, acting: Acting) -> AttachmentQuerySet:
        """The attachments that `acting` reaches."""
        return cls.objects.within(acting)

    @property
    def is_picture(self) -> bool:
        """It shows something, which those who cannot see it need to be told."""
        return self.kind != FileKind.PDF

    @property
    def size_words(self) -> str:
        """ "84 kB", "1,2 MB"."""
        return size_words(self.size)


class FilesHeld(models.Model):
    """How many bytes of files are kept of a patient: counted as they come and go, since a sum
    over all files would take longer with each."""

    id = KeyField()
    patient = models.ForeignKey("patients.Patient", models.PROTECT, related_name="+")
    size = models.PositiveBigIntegerField(default=0)  # bytes

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["patient"], name="files_of_a_patient_are_counted_once")
        ]


class UploadQuerySet(PatientOwnedQuerySet["Upload"]):
    """Files on their way in."""

    def abandoned(self, at: datetime) -> Self:
        """Those that seem to come no more, longest untouched first: nothing has come for a
        while, longer for those that are whole and may wait for words to go with them."""
        stands_still = Q(received__lt=F("size"), touched_at__lte=at - ABANDONED_AFTER)
        lies_there = Q(received=F("size"), touched_at__lte=at - WAITS_FOR_WORDS)
        return self.filter(stands_still | lies_there).order_by("touched_at", "id")


class Upload(PatientOwned):
    """A large file on its way in, piece by piece, of one person for one row of an app above.

    Its whole size is taken of the patient's room from the beginning. `pieces` are the names that
    they lie under, in order. It is gone when the file is taken in, or after a day.
    """

    id = KeyField()
    owner_kind = models.TextField()
    owner_id = models.TextField()
    sender_kind = models.TextField()  # of acting
    sender_id = models.TextField()
    name = models.TextField()
    size = models.PositiveIntegerField()  # bytes, in all
    received = models.PositiveIntegerField(default=0)
    pieces = models.JSONField(default=list)
    begun_at = models.DateTimeField(db_index=True)
    touched_at = models.DateTimeField()  # when it was begun, or a piece of it last came

    objects = UploadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(received__lte=F("size"), size__gt=0, size__lte=LARGEST_FILE),
                name="upload_receives_no_more_than_it_said",
            )
        ]
        indexes = [
            models.Index(fields=["patient", "owner_kind", "owner_id"], name="upload_for_owner")
        ]

    @classmethod
    def within(cls, acting: Acting) -> UploadQuerySet:
        """The acting's own; a job reaches all."""
        reached = cls.objects.within(acting)
        if acting.kind == "system":
            return reached
        return reached.filter(sender_kind=acting.kind, sender_id=acting.actor_id)

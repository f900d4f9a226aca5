"""Case types with their versions, what of them a clinic offers, and to whom."""

from typing import Self

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samplan.access.acting import Acting, StaffActing, SystemActing
from samplan.access.owned import PatientOwned, PatientOwnedQuerySet
from samplan.cases.models.case_kinds import MOST_DAYS, MOST_FILES
from samplan.common.keys import KeyField


class Direction(models.TextChoices):
    """Who starts cases of a type."""

    PATIENT = "patient", _("The patient starts it")
    CLINIC = "clinic", _("The clinic sends it")


class GoesTo(models.TextChoices):
    """Who gets cases of a type first."""

    QUEUE = "queue", _("The clinic's queue")
    CONTACT = "contact", _("The patient's fixed care contact")


class TypeStatus(models.TextChoices):
    """The states of a version, named as FHIR's publication status."""

    DRAFT = "draft", _("Draft")
    ACTIVE = "active", _("In use")
    RETIRED = "retired", _("Withdrawn")


class CaseType(models.Model):
    """A kind of case that an organisation has made: the nation, a region or a clinic.

    `origin` is the version that it was copied from.
    """

    id = KeyField()
    owner = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=80)
    direction = models.CharField(max_length=10, choices=Direction)
    origin = models.ForeignKey("cases.CaseTypeVersion", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "slug"], name="one_case_type_per_address")
        ]


class CaseTypeVersion(models.Model):
    """What a case type says and asks; unchangeable once it is in use (a trigger).

    Texts stand in Swedish and, where someone has written them, in English. A draft rises in
    `revision` with each change. `followed_on` is the day when clinics that follow the case type
    take this version by themselves, where they have not done it before.
    """

    id = KeyField()
    case_type = models.ForeignKey(CaseType, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=TypeStatus, default=TypeStatus.DRAFT)
    title = models.TextField()
    title_en = models.TextField(blank=True)
    what_for = models.TextField(blank=True)
    what_for_en = models.TextField(blank=True)
    terms = models.TextField(blank=True)
    terms_en = models.TextField(blank=True)
    questionnaire = models.ForeignKey(
        "forms.Questionnaire", models.PROTECT, null=True, related_name="+"
    )
    answer_days = models.PositiveSmallIntegerField(default=2)  # working days
    most_files = models.PositiveSmallIntegerField(default=0)
    is_answerable = models.BooleanField(default=True)
    goes_to = models.CharField(max_length=10, choices=GoesTo, default=GoesTo.QUEUE)
    followed_on = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(null=True)
    published_by = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case_type", "number"], name="case_type_version_stands_once"
            ),
            models.UniqueConstraint(
                fields=["case_type"],
                condition=Q(status="draft"),
                name="one_draft_of_a_case_type",
            ),
            models.CheckConstraint(
                condition=Q(status="draft", published_at=None, published_by="")
                | (~Q(status="draft") & Q(published_at__isnull=False) & ~Q(published_by="")),
                name="case_type_is_published_at_and_by_unless_a_draft",
            ),
            models.UniqueConstraint(
                fields=["case_type"],
                condition=Q(status="active"),
                name="one_version_of_a_case_type_in_use",
            ),
            models.CheckConstraint(
                condition=Q(answer_days__gte=1, answer_days__lte=MOST_DAYS),
                name="case_type_promises_an_answer_within_days",
            ),
            models.CheckConstraint(
                condition=Q(most_files__lte=MOST_FILES), name="case_type_takes_at_most_five_files"
            ),
        ]

    @property
    def is_draft(self) -> bool:
        """Not in use yet."""
        return self.status == TypeStatus.DRAFT

    @property
    def is_active(self) -> bool:
        """The one in use."""
        return self.status == TypeStatus.ACTIVE

    @property
    def is_for_contacts(self) -> bool:
        """By it patients write to their fixed care contacts."""
        return self.goes_to == GoesTo.CONTACT

    def said(self, field: str, language: str) -> str:
        """A text in the language of the reader, else in Swedish."""
        text: str = getattr(self, f"{field}_en", "") if language.startswith("en") else ""
        return text or getattr(self, field)


class OfferingState(models.TextChoices):
    """Whether a clinic's service can be used."""

    ACTIVE = "active", _("In use")
    PAUSED = "paused", _("Paused")
    RETIRED = "retired", pgettext_lazy("service", "Ended")


class OpensTo(models.TextChoices):
    """Who may use a clinic's service: the three gates."""

    EVERYONE = "everyone", _("Everyone in the service area")
    APPROVED = "approved", _("Patients whom the clinic has approved")
    HANDED_OUT = "handed_out", _("Those whom the clinic has handed it out to")


class Offering(models.Model):
    """A case type as one clinic offers it: which version, to whom, where on the clinic's page."""

    id = KeyField()
    clinic = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case_type = models.ForeignKey(CaseType, models.PROTECT, related_name="+")
    version = models.ForeignKey(CaseTypeVersion, models.PROTECT, related_name="+")
    opens_to = models.CharField(max_length=10, choices=OpensTo, default=OpensTo.EVERYONE)
    state = models.CharField(max_length=10, choices=OfferingState, default=OfferingState.ACTIVE)
    pause_words = models.TextField(blank=True)  # what the patient reads while it is paused
    group = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "case_type"], name="a_clinic_offers_a_case_type_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="paused") | ~Q(pause_words=""),
                name="a_paused_service_says_why",
            ),
        ]
        indexes = [models.Index(fields=["clinic", "position", "id"], name="offering_of_clinic")]

    @property
    def is_active(self) -> bool:
        """It can be used now."""
        return self.state == OfferingState.ACTIVE

    @property
    def is_retired(self) -> bool:
        """Nothing new can be started by it."""
        return self.state == OfferingState.RETIRED

    @property
    def is_handed_out(self) -> bool:
        """It is for those whom the clinic hands it out to."""
        return self.opens_to == OpensTo.HANDED_OUT


class BegunCaseQuerySet(PatientOwnedQuerySet["BegunCase"]):
    """Cases that someone is about to start."""

    def unsent(self) -> Self:
        """Those in which something is written that is not sent."""
        return self.filter(case=None, response__draft__has_key="pages")


class BegunCase(PatientOwned):
    """A case that someone has begun to start and not sent: what holds the answers so far.

    `case` is what came of it. `about_kind/about_id` is a visit that it is about, where it is.
    """

    id = KeyField()
    offering = models.ForeignKey(Offering, models.PROTECT, related_name="+")
    version = models.ForeignKey(CaseTypeVersion, models.PROTECT, related_name="+")
    contact = models.ForeignKey("contacts.CareContact", models.PROTECT, null=True, related_name="+")
    response = models.ForeignKey("forms.Response", models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField()
    begun_by_kind = models.TextField()
    begun_by_id = models.TextField(blank=True)
    about_kind = models.TextField(blank=True)
    about_id = models.TextField(blank=True)
    case = models.OneToOneField("cases.Case", models.PROTECT, null=True, related_name="+")

    objects = BegunCaseQuerySet.as_manager()

    @classmethod
    def within(cls, acting: Acting) -> BegunCaseQuerySet:
        """Those that `acting` reaches: one's own, as nobody else reads what is not sent, and what
        its own side has sent."""
        reached = cls.objects.within(acting)
        if isinstance(acting, SystemActing):
            return reached
        is_staff = isinstance(acting, StaffActing)
        person = acting.staff_id if isinstance(acting, StaffActing) else acting.person_id
        sides = ("staff",) if is_staff else ("self", "guardian")
        own = Q(begun_by_kind=acting.kind, begun_by_id=Cast(Value(person), models.TextField()))
        return reached.filter(own | Q(case__isnull=False, begun_by_kind__in=sides))

"""Visit types: what a clinic's visits of one kind have in common."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samplan.bookings.models import LONGEST, SHORTEST
from samplan.common.keys import KeyField


class Mode(models.TextChoices):
    """How one meets."""

    ONSITE = "onsite", _("At the clinic")
    PHONE = "phone", _("By phone")
    VIDEO = "video", _("By video")
    HOME = "home", _("At home")


class Send(models.TextChoices):
    """What the patient gets before the visit."""

    SUMMONS = "summons", _("Summons alone")
    TWO = "two", _("Summons and questions, as two")
    MERGED = "merged", _("Summons and questions, as one")


class VisitTexts(models.Model):
    """What a type says beforehand of its visits, and each visit then says in its own words."""

    name = models.TextField()
    purpose = models.TextField()
    minutes = models.PositiveSmallIntegerField()
    place = models.TextField(blank=True)
    before = models.TextField(blank=True)
    during = models.TextField(blank=True)
    after = models.TextField(blank=True)
    cost = models.TextField(blank=True)
    late_cancel_hours = models.PositiveSmallIntegerField(default=24)
    late_cancel_fee = models.TextField(blank=True)

    class Meta:
        abstract = True


class VisitType(VisitTexts):
    """A clinic's kind of visit, with its standard purpose, length, texts and preparation."""

    id = KeyField()
    clinic = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.ONSITE)
    send = models.CharField(max_length=10, choices=Send, default=Send.MERGED)
    questionnaire = models.ForeignKey("forms.Questionnaire", models.PROTECT, null=True)
    answer_days_before = models.PositiveSmallIntegerField(default=3)
    is_in_use = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clinic", "name"], name="visit_type_has_its_own_name"),
            models.CheckConstraint(
                condition=Q(minutes__gte=SHORTEST, minutes__lte=LONGEST),
                name="visit_type_has_a_sensible_length",
            ),
            models.CheckConstraint(
                condition=Q(send="summons") | Q(questionnaire__isnull=False),
                name="visit_type_that_sends_questions_has_some",
            ),
        ]

    @property
    def sends_questions(self) -> bool:
        """Its visits ask something beforehand."""
        return self.send != Send.SUMMONS

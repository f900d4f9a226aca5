"""How cases come about, whose turn it is in them, and how much fits."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseKind(models.TextChoices):
    """How a case came about. What a service's cases are about, its case type says."""

    SUMMONS = "summons", _("Summons")
    QUESTIONS = "questions", _("Questions before a visit")
    SUMMONS_WITH_QUESTIONS = "summons_with_questions", _("Summons with questions")
    SERVICE = "service", _("Started by the patient")
    SENT = "sent", _("Sent by the clinic")


class WaitsFor(models.TextChoices):
    """Whose turn it is."""

    PATIENT = "patient", _("Waiting for the patient")
    CARE = "care", _("Waiting for the clinic")
    NOBODY = "nobody", _("Nobody needs to do anything")


CONVERSATIONS = (CaseKind.SERVICE, CaseKind.SENT)
MOST_FILES = 5
MOST_DAYS = 60

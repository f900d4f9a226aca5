"""What staff mean to do with a message."""

from django.db import models
from django.utils.translation import gettext_lazy

from samplan.cases.models import MessageKind


class Intent(models.TextChoices):
    """What staff mean to do with a message."""

    ANSWER = "answer", gettext_lazy("Answer")
    PARTIAL = "partial", gettext_lazy("Answer in part, more follows")
    QUESTION = "question", gettext_lazy("Ask the patient")
    INFORMATION = "information", gettext_lazy("Inform")
    CLOSE = "close", gettext_lazy("Answer and end")
    ENTERED = "entered", gettext_lazy("Enter what the patient has said by phone or on paper")


KINDS = {
    Intent.ANSWER: MessageKind.ANSWER,
    Intent.PARTIAL: MessageKind.ANSWER,
    Intent.QUESTION: MessageKind.QUESTION,
    Intent.INFORMATION: MessageKind.INFORMATION,
    Intent.CLOSE: MessageKind.CLOSE,
    Intent.ENTERED: MessageKind.ANSWER,
}

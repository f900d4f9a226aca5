"""Replies that are written once and used often."""

from django.db import models
from django.db.models import Q

from samplan.common.keys import KeyField


class StandardReply(models.Model):
    """Words to begin an answer with: a case type version's, or one clinic's for all its cases.

    The body may name variables in braces, which `supply.replies.filled` fills in.
    """

    id = KeyField()
    version = models.ForeignKey(
        "cases.CaseTypeVersion", models.CASCADE, null=True, related_name="replies"
    )
    clinic = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, related_name="+"
    )
    title = models.TextField()
    body = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(version=None, clinic__isnull=False)
                | Q(version__isnull=False, clinic=None),
                name="a_standard_reply_is_a_case_types_or_a_clinics",
            ),
            models.UniqueConstraint(
                fields=["version", "title"],
                condition=Q(clinic=None),
                name="one_standard_reply_of_a_name_in_a_case_type",
            ),
            models.UniqueConstraint(
                fields=["clinic", "title"],
                condition=Q(version=None),
                name="one_standard_reply_of_a_name_at_a_clinic",
            ),
        ]

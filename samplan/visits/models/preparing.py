"""How far the preparation of something has come: what is answered, and what care has read of it."""

from django.db import models


class Prepared(models.Model):
    """A row that a form is answered before, and whose answers care reads.

    The numbers are of versions of `response`; the proof stands in receipts and in the log.
    """

    response = models.ForeignKey("forms.Response", models.PROTECT, null=True, related_name="+")
    answer_by = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    answers_number = models.PositiveIntegerField(default=0)  # of the newest sent version
    answers_count = models.PositiveSmallIntegerField(default=0)  # questions answered
    files_count = models.PositiveSmallIntegerField(default=0)
    matters = models.TextField(blank=True)  # the answer to what matters most
    read_number = models.PositiveIntegerField(default=0)  # of the newest version read by care
    read_at = models.DateTimeField(null=True)
    read_by = models.TextField(blank=True)
    read_title = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def has_new_answers(self) -> bool:
        """Answers that care has not read yet."""
        return self.answers_number > self.read_number

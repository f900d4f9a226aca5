"""What is being built: a draft's items, each in a row, and what undoes its changes."""

from django.db import models
from django.db.models.functions import Cast, Length

from samplan.common.keys import KeyField
from samplan.forms.models.questionnaires import QuestionnaireVersion


class DraftItem(models.Model):
    """An item of a draft by its linkId; the form itself stands under none.

    `content` is the FHIR item without what stands in it: its `item` lists linkIds, in order. To
    change one question then costs as much in a long form as in a short one.
    """

    pk = models.CompositePrimaryKey("version_id", "link_id")
    version = models.ForeignKey(
        QuestionnaireVersion, models.CASCADE, related_name="draft_items", db_index=False
    )
    link_id = models.TextField(blank=True)
    content = models.JSONField()
    characters = models.GeneratedField(
        expression=Length(Cast("content", models.TextField())),
        output_field=models.IntegerField(),
        db_persist=True,
    )


class DraftStep(models.Model):
    """A change of a draft that can be undone: the items that it changed, as they were before.

    An item that was not there is null. Changes saved from one window as someone writes have the
    same `sitting`, and are one step.
    """

    id = KeyField()
    sitting = models.TextField(blank=True)
    version = models.ForeignKey(QuestionnaireVersion, models.CASCADE, related_name="steps")
    revision = models.PositiveIntegerField()  # of the draft before the change
    before = models.JSONField()  # {linkId: content or null}
    made_at = models.DateTimeField()
    made_by = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "revision"], name="draft_step_stands_once")
        ]

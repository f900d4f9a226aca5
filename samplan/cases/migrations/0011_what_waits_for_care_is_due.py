"""What waits for care has a day: that which had none stood on no shelf of the queue."""

from typing import Any

from django.db import migrations, models
from django.db.models import Q

from samplan.common.dates import local
from samplan.common.working_days import add_working_days

UNPROMISED_DAYS = 2
BATCH = 500


def give_a_day(apps: Any, editor: Any) -> None:
    """The day on which each should have been answered, counted from what happened last in it."""
    cases = apps.get_model("cases", "Case").objects.using(editor.connection.alias)
    unseen = cases.filter(kind__in=("service", "sent"), waits_for="care", due_on=None)
    for case in unseen.only("changed_at", "answer_days").iterator(BATCH):
        days = case.answer_days or UNPROMISED_DAYS
        due_on = add_working_days(local(case.changed_at).date(), days)
        cases.filter(pk=case.pk).update(due_on=due_on)


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_looking_sends_through")]

    operations = [
        migrations.RunPython(give_a_day, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=Q(due_on__isnull=False)
                | ~Q(waits_for="care")
                | ~Q(kind__in=("service", "sent")),
                name="conversation_that_waits_for_care_is_due",
            ),
        ),
    ]

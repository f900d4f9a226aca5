from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("cases", "0019_drafts_to_who_wrote_them")]

    operations = [
        migrations.RemoveConstraint(
            model_name="messagedraft", name="one_draft_per_case_and_author"
        ),
        migrations.AddConstraint(
            model_name="messagedraft",
            constraint=models.UniqueConstraint(
                fields=("patient", "case", "author_kind", "author_id"),
                condition=~Q(author_kind="staff"),
                name="one_draft_per_case_and_author",
            ),
        ),
        migrations.AddConstraint(
            model_name="messagedraft",
            constraint=models.UniqueConstraint(
                fields=("patient", "case", "clinic", "author_kind", "author_id"),
                condition=Q(author_kind="staff"),
                name="one_draft_of_staff_per_case_and_clinic",
            ),
        ),
    ]

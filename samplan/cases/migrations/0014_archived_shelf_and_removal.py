"""The older shelf and the removal are read in order: neither sorts what it does not show."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0013_queue_orders"),
        ("contacts", "0002_kept_list"),
        ("organisations", "0003_servicearea"),
        ("patients", "0003_home"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="case",
            name="case_closed_at_clinic",
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    ("archived_at", None),
                    ("closed_at__isnull", False),
                    ("kind__in", ("service", "sent")),
                ),
                fields=["clinic", "-closed_at", "-id"],
                name="case_closed_at_clinic",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    ("archived_at__isnull", False),
                    ("closed_at__isnull", False),
                    ("kind__in", ("service", "sent")),
                ),
                fields=["clinic", "-closed_at", "-id"],
                name="case_archived_at_clinic",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    ("closed_at__isnull", False), ("delivered_at__gte", models.F("changed_at"))
                ),
                fields=["kind", "closed_at", "id"],
                name="case_to_remove",
            ),
        ),
    ]

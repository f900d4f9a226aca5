"""A list with unsent summonses is kept; why one is not sent is kept as a code."""

from django.db import migrations, models
from django.utils import timezone


def keep_what_waits(apps, schema_editor):
    lists = apps.get_model("visits", "KeptList").objects.using(schema_editor.connection.alias)
    for kept in lists.defer("data"):
        for row in kept.report["rows"]:
            row["not_sent"] = {"code": "unknown", "params": {}} if row["not_sent"] else None
        if kept.to_send:
            kept.kept_until, kept.try_at = None, timezone.now()
        kept.save(update_fields=["report", "kept_until", "try_at"])


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("visits", "0006_wishes_are_taken_back"),
    ]

    operations = [
        migrations.AddField("keptlist", "tries", models.PositiveIntegerField(default=0)),
        migrations.AddField("keptlist", "try_at", models.DateTimeField(null=True)),
        migrations.AlterField(
            "keptlist", "kept_until", models.DateTimeField(db_index=True, null=True)
        ),
        migrations.RunPython(keep_what_waits, migrations.RunPython.noop),
        migrations.AddConstraint(
            "keptlist",
            models.CheckConstraint(
                condition=models.Q(to_send=[], try_at=None)
                | (~models.Q(to_send=[]) & models.Q(try_at__isnull=False, kept_until=None)),
                name="list_is_kept_and_tried_until_all_is_sent",
            ),
        ),
        migrations.AddIndex(
            "keptlist",
            models.Index(
                fields=["clinic"],
                condition=models.Q(kept_until=None),
                name="kept_list_unfinished",
            ),
        ),
    ]

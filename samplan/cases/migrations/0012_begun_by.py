"""Who began what is not sent, so that nobody else reads it."""

from django.db import migrations, models

# What patients began is theirs. Whose the rest is, is not known: what is not sent is nobody's.
PATIENTS_BEGAN_THEIR_OWN = """
UPDATE cases_beguncase SET begun_by_id = patient_id::text WHERE begun_by_kind = 'self'
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_what_waits_for_care_is_due")]

    operations = [
        migrations.AddField(
            model_name="beguncase",
            name="begun_by_id",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.RunSQL(PATIENTS_BEGAN_THEIR_OWN, migrations.RunSQL.noop),
    ]

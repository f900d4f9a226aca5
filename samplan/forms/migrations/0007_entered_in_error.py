"""Answers that were taken back: FHIR's entered-in-error."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forms", "0006_who_is_asked")]

    operations = [
        migrations.AlterField(
            model_name="response",
            name="status",
            field=models.CharField(
                choices=[
                    ("in-progress", "Begun"),
                    ("completed", "Answered"),
                    ("entered-in-error", "Entered in error"),
                ],
                default="in-progress",
                max_length=20,
            ),
        ),
    ]

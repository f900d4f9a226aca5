from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0020_drafts_of_a_clinic")]

    operations = [
        migrations.AddField(
            model_name="messagedraft",
            name="window",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AddField(
            model_name="messagedraft",
            name="nth",
            field=models.PositiveIntegerField(db_default=0),
        ),
    ]

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="activity",
            name="registered_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        )
    ]

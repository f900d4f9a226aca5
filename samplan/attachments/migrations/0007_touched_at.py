"""When something of a file on its way last came."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("attachments", "0006_uploads_in_pieces")]

    operations = [
        migrations.AddField(
            model_name="upload",
            name="touched_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
    ]

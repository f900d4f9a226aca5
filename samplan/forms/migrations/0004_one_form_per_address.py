from django.db import migrations, models

# Two imports at once could make a form twice: the older keeps the address that both have.
ADDRESSES = """
UPDATE forms_questionnaire AS form SET url = 'urn:uuid:' || form.id
WHERE octet_length(form.url) > 2000 OR (form.url <> '' AND EXISTS (
    SELECT FROM forms_questionnaire AS older
    WHERE older.owner_id = form.owner_id AND older.url = form.url AND older.id < form.id))
"""


class Migration(migrations.Migration):
    dependencies = [("forms", "0003_supply_chain")]

    operations = [
        migrations.RunSQL(ADDRESSES, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="questionnaire",
            constraint=models.UniqueConstraint(
                fields=["owner", "url"],
                condition=~models.Q(url=""),
                name="one_form_per_owner_and_address",
            ),
        ),
    ]

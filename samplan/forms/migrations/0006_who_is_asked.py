"""Who answers a form, beside its document: as the engine's `asks_patients` reads it."""

from django.db import migrations, models

FOR_CARE = """
UPDATE forms_questionnaireversion SET asks_patients = false
FROM (SELECT jsonb_build_object('url',
  'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-performerType')) AS its (name)
WHERE jsonb_path_exists(document, '$.extension[*] ? (@.url == $url)', its.name)
  AND NOT jsonb_path_exists(document, '$.extension[*] ? (@.url == $url
    && (@.valueCode == "Patient" || @.valueCode == "RelatedPerson"))', its.name)
"""


class Migration(migrations.Migration):
    dependencies = [("forms", "0005_drafts_in_items")]

    operations = [
        migrations.AddField(
            model_name="questionnaireversion",
            name="asks_patients",
            field=models.BooleanField(default=True),
        ),
        migrations.RunSQL(FOR_CARE, migrations.RunSQL.noop),
    ]

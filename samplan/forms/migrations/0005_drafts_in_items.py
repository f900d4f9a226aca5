"""Drafts in rows, one for each item. What could be undone before cannot be any more."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models

TAKEN_APART = """
WITH RECURSIVE parts (version_id, link_id, node) AS (
  SELECT id, '', document FROM forms_questionnaireversion WHERE status = 'draft'
  UNION ALL
  SELECT version_id, child ->> 'linkId', child
  FROM parts, jsonb_array_elements(parts.node -> 'item') AS child
)
INSERT INTO forms_draftitem (version_id, link_id, content)
SELECT version_id, link_id, CASE WHEN node ? 'item' THEN jsonb_set(node, '{item}', (
    SELECT coalesce(jsonb_agg(child -> 'linkId' ORDER BY place), '[]')
    FROM jsonb_array_elements(node -> 'item') WITH ORDINALITY AS each (child, place)))
  ELSE node END
FROM parts;
UPDATE forms_questionnaireversion SET document = '{}' WHERE status = 'draft';
"""


class Migration(migrations.Migration):
    dependencies = [("forms", "0004_one_form_per_address")]

    operations = [
        migrations.CreateModel(
            name="DraftItem",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "version_id",
                        "link_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("link_id", models.TextField(blank=True)),
                ("content", models.JSONField()),
                (
                    "characters",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Length(
                            django.db.models.functions.comparison.Cast(
                                "content", models.TextField()
                            )
                        ),
                        output_field=models.IntegerField(),
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="draft_items",
                        to="forms.questionnaireversion",
                    ),
                ),
            ],
        ),
        migrations.RunSQL("DELETE FROM forms_draftstep", migrations.RunSQL.noop),
        migrations.RemoveField(model_name="draftstep", name="document"),
        migrations.RemoveField(model_name="draftstep", name="title"),
        migrations.AddField(model_name="draftstep", name="before", field=models.JSONField()),
        migrations.AlterField(
            model_name="questionnaireversion",
            name="document",
            field=models.JSONField(default=dict),
        ),
        migrations.RunSQL(TAKEN_APART),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="questionnaireversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("document", {}), ("status", "draft")),
                    models.Q(("status", "draft"), ("document", {}), _connector="OR", _negated=True),
                    _connector="OR",
                ),
                name="version_has_a_document_unless_a_draft",
            ),
        ),
    ]

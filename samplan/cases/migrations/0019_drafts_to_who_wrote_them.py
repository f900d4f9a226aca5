"""What was being answered before each had answers of one's own goes to the patient who wrote it.

It lay in the form's one response, which nobody reads before it is sent. Where the patient has, or
has had, a guardian, either may have written it, and it stays where it is.
"""

from typing import Any

from django.db import migrations
from django.db.models import Exists, OuterRef

from samplan.common.ids import uuid7

BATCH = 500


def give_to_patients(apps: Any, editor: Any) -> None:
    """Let the begun response be the patient's own, and an empty one stand in its place."""
    alias = editor.connection.alias
    messages = apps.get_model("cases", "Message").objects.using(alias)
    guardianships = apps.get_model("access", "Guardianship").objects.using(alias)
    own = apps.get_model("cases", "OwnAnswers").objects.using(alias)
    begun = messages.filter(response__draft__has_key="pages", response__sent_number=0)
    begun = begun.exclude(Exists(guardianships.filter(patient_id=OuterRef("patient_id"))))
    begun = begun.exclude(Exists(own.filter(message_id=OuterRef("pk"), begun_by_kind="self")))
    for message in begun.select_related("response").iterator(BATCH):
        _give(message, apps, alias)


def _give(message: Any, apps: Any, alias: str) -> None:
    answers = message.response
    responses = apps.get_model("forms", "Response").objects.using(alias)
    own_key, facts = uuid7(), {"patient_id": message.patient_id, "clinic_id": message.clinic_id}
    subject = {"subject_kind": answers.subject_kind, "subject_id": answers.subject_id}
    responses.filter(pk=answers.pk).update(
        subject_kind="ownanswers", subject_id=str(own_key), staff_draft={}
    )
    empty = responses.create(
        version_id=answers.version_id,
        changed_at=answers.changed_at,
        staff_draft=answers.staff_draft,
        **subject,
        **facts,
    )
    apps.get_model("cases", "Message").objects.using(alias).filter(pk=message.pk).update(
        response=empty
    )
    apps.get_model("cases", "OwnAnswers").objects.using(alias).create(
        id=own_key,
        message_id=message.pk,
        response_id=answers.pk,
        begun_at=answers.changed_at,
        begun_by_kind="self",
        begun_by_id=str(message.patient_id),
        **facts,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0018_saved_selections"),
        ("access", "0006_sent_pages"),
        ("forms", "0006_who_is_asked"),
    ]

    operations = [migrations.RunPython(give_to_patients, migrations.RunPython.noop)]

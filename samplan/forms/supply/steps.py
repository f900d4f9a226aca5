"""A change of a draft together with the step that undoes it, in one statement.

The old document is copied where it stands: to send that of a long form to the database and back
takes longer than all else in a change.
"""

from typing import Final

from django.db import connection
from psycopg.types.json import Jsonb

from samplan.forms.models import QuestionnaireVersion

KEPT_STEPS: Final = 100
# A step that goes on with the sitting of the newest one is none of its own.
CHANGE: Final = """
WITH kept AS (
    INSERT INTO forms_draftstep (version_id, sitting, revision, title, document, made_at, made_by)
    SELECT id, %(sitting)s, revision, title, document, %(at)s, %(by)s
    FROM forms_questionnaireversion WHERE id = %(draft)s AND %(sitting)s IS DISTINCT FROM (
        SELECT nullif(sitting, '') FROM forms_draftstep WHERE version_id = %(draft)s
        ORDER BY revision DESC LIMIT 1)
    RETURNING version_id, revision
), gone AS (
    DELETE FROM forms_draftstep AS step USING kept
    WHERE step.version_id = kept.version_id AND step.revision <= kept.revision - %(most)s
)
UPDATE forms_questionnaireversion SET document = %(document)s, title = %(title)s,
    revision = %(revision)s, changed_at = %(at)s, changed_by = %(by)s
WHERE id = %(draft)s
"""


def save_with_step(draft: QuestionnaireVersion, sitting: str) -> None:
    """Save a changed draft, which the caller holds, and keep what it was as a step.

    Changes of one `sitting` after each other are one step; none where it is empty.
    """
    facts = {
        "draft": draft.pk,
        "sitting": sitting,
        "document": Jsonb(draft.document),
        "title": draft.title,
        "revision": draft.revision,
        "at": draft.changed_at,
        "by": draft.changed_by,
        "most": KEPT_STEPS,
    }
    with connection.cursor() as cursor:
        cursor.execute(CHANGE, facts)

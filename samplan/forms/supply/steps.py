"""A change of a draft together with the step that undoes it, in one statement.

Only the items that have changed are sent, and kept as they were.
"""

from typing import Any, Final

from django.db import connection
from psycopg.types.json import Jsonb

from samplan.forms.building.flat import FORM, Change
from samplan.forms.models import DraftStep, QuestionnaireVersion

KEPT_STEPS: Final = 100
# A step that goes on with the sitting of the newest one is none of its own: what that one has
# kept is older, and stays.
KEPT: Final = """
WITH newest AS (
    SELECT sitting, revision FROM forms_draftstep WHERE version_id = %(draft)s
    ORDER BY revision DESC LIMIT 1
), kept AS (
    INSERT INTO forms_draftstep AS step (version_id, sitting, revision, before, made_at, made_by)
    SELECT id, %(sitting)s, coalesce(
        (SELECT newest.revision FROM newest WHERE newest.sitting = nullif(%(sitting)s, '')),
        draft.revision), %(before)s, %(at)s, %(by)s
    FROM forms_questionnaireversion AS draft WHERE id = %(draft)s
    ON CONFLICT (version_id, revision) DO UPDATE SET before = excluded.before || step.before
    RETURNING version_id, revision
), gone AS (
    DELETE FROM forms_draftstep AS step USING kept
    WHERE step.version_id = kept.version_id AND step.revision <= (
        SELECT older.revision FROM forms_draftstep AS older
        WHERE older.version_id = kept.version_id AND older.revision < kept.revision
        ORDER BY older.revision DESC LIMIT 1 OFFSET %(most)s - 1)
), """
FORGOTTEN: Final = """
WITH gone AS (
    DELETE FROM forms_draftstep WHERE id = %(step)s
), """
WRITTEN: Final = """
written AS (
    INSERT INTO forms_draftitem (version_id, link_id, content)
    SELECT %(draft)s, key, value FROM jsonb_each(%(after)s) WHERE value <> 'null'
    ON CONFLICT (version_id, link_id) DO UPDATE SET content = excluded.content
), removed AS (
    DELETE FROM forms_draftitem WHERE version_id = %(draft)s AND link_id = ANY(%(gone)s)
)
UPDATE forms_questionnaireversion SET title = %(title)s, revision = %(revision)s,
    changed_at = %(at)s, changed_by = %(by)s
WHERE id = %(draft)s
"""


def save_with_step(draft: QuestionnaireVersion, change: Change, sitting: str) -> None:
    """Save a changed draft, which the caller holds, and keep what it was before as a step.

    Changes of one `sitting` after each other are one step; none where it is empty.
    """
    values = {"sitting": sitting, "before": Jsonb(dict(change.before)), "most": KEPT_STEPS}
    _write(KEPT + WRITTEN, draft, dict(change.after), values)


def take_back(draft: QuestionnaireVersion, step: DraftStep) -> None:
    """Save the draft, which the caller holds, as it was before the step; the step is gone then."""
    _write(FORGOTTEN + WRITTEN, draft, step.before, {"step": step.pk})


def _write(
    statement: str, draft: QuestionnaireVersion, after: dict[str, Any], values: dict[str, Any]
) -> None:
    if form := after.get(FORM):
        draft.title = str(form.get("title", ""))
    facts = {
        "draft": draft.pk,
        "after": Jsonb(after),
        "gone": [name for name, content in after.items() if content is None],
        "title": draft.title,
        "revision": draft.revision,
        "at": draft.changed_at,
        "by": draft.changed_by,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, facts | values)

"""Sessions in the database, read by one plain statement: they are read on every request."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connection

BEGAN: Final = "began"
FIND = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(DatabaseStore):
    """Django's own store but for the look-up, whose building by the ORM cost more than the rest."""

    def load(self) -> dict[str, Any]:
        """The session's content; empty where it has ended."""
        now = datetime.now(UTC)
        with connection.cursor() as cursor:
            cursor.execute(FIND, [self.session_key, now])
            row = cursor.fetchone()
        content = dict(self.decode(row[0])) if row is not None else {}
        if row is None or _has_lasted_too_long(content, now):
            self._session_key = None
            return {}
        return content


def _has_lasted_too_long(content: dict[str, Any], now: datetime) -> bool:
    """Whether it began too long ago, however lately it was used."""
    longest = timedelta(hours=settings.SAMPLAN_LONGEST_SESSION_HOURS)
    return BEGAN in content and now - datetime.fromisoformat(content[BEGAN]) >= longest

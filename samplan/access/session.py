"""Which acting a session has picked, and picking one."""

import uuid
from datetime import datetime, timedelta
from typing import Final, cast

from django.contrib.auth import BACKEND_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from samplan.access.acting import PatientActing, StaffActing
from samplan.access.queries import guardian_acting, self_acting, staff_acting
from samplan.access.request import TimedRequest
from samplan.access.sessions import BEGAN

PICKED: Final = "acting"
SEEN: Final = "seen"
TEXT_SIZE: Final = "text_size"  # repeats the user's, so that a page need not ask for it
RENEW_AFTER: Final = timedelta(minutes=5)


def user_id_of(session: SessionBase) -> uuid.UUID | None:
    """The signed-in user's key; None where nobody is signed in."""
    if BACKEND_SESSION_KEY not in session:
        return None
    return uuid.UUID(session[SESSION_KEY])


def current_acting(request: HttpRequest) -> PatientActing | StaffActing | None:
    """The acting that the session has picked, if it still holds today. One statement."""
    timed = cast(TimedRequest, request)
    user_id = user_id_of(request.session)
    picked = request.session.get(PICKED)
    if user_id is None or picked is None:
        return None
    kind, key = picked
    if kind == "self":
        return self_acting(user_id, timed.today)
    if kind == "guardian":
        return guardian_acting(user_id, uuid.UUID(key), timed.today)
    return staff_acting(user_id, uuid.UUID(key), timed.today)


def pick(session: SessionBase, acting: PatientActing | StaffActing) -> None:
    """Let the session act as `acting` from now on."""
    if isinstance(acting, StaffActing):
        session[PICKED] = ["staff", str(acting.assignment_id)]
    else:
        session[PICKED] = [acting.kind, str(acting.patient_id)]


def keep_alive(session: SessionBase, at: datetime) -> None:
    """Count the idle hour from now, and the longest time from the first page.

    Saved at most every fifth minute.
    """
    seen = session.get(SEEN)
    if BEGAN not in session:
        session[BEGAN] = at.isoformat()
    if seen is None or at - datetime.fromisoformat(seen) > RENEW_AFTER:
        session[SEEN] = at.isoformat()

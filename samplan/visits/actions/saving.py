"""Saving a page of the answers before a visit."""

from datetime import datetime
from functools import partial

from samplan.access.acting import Acting, PatientActing
from samplan.forms.answering.posts import PagePost
from samplan.forms.answering.saving import Saved, save_post
from samplan.plans import actions as plans
from samplan.plans.models import ActivityKind
from samplan.visits import policies
from samplan.visits.actions.sending import open_children
from samplan.visits.models import Visit


def save_answers(visit: Visit, post: PagePost, *, acting: Acting, at: datetime) -> Saved:
    """Save a page and keep its files. A file that is refused takes nothing else with it.

    Raises Refused where the visit has begun or is gone; Conflict where another window has
    saved other answers (then no file is kept either).
    """
    response = policies.answerable(acting, visit, at=at)
    tell = partial(_tell_plan, visit, acting)
    return save_post(response, post, acting=acting, at=at, come_as_far=tell)


def _tell_plan(visit: Visit, acting: Acting, done: int, total: int) -> None:
    """How many pages of the form are done, so that the plan says to go on and not to begin.

    What staff enter is another draft: the patient has not begun by that.
    """
    if isinstance(acting, PatientActing):
        questions = open_children(visit, ActivityKind.ANSWER_QUESTIONS)
        plans.come_as_far(questions, done=done, total=total)

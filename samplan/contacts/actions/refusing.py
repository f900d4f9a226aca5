"""What the database refuses, in words for whoever asked for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from samplan.access.policies import Refused
from samplan.common.faults import gettext_noop

WORDS: Final = {
    "one_coordinator_at_a_time": gettext_noop(
        "The patient already has someone who coordinates the plan at that time. "
        "End that first, or choose later days."
    ),
    "one_fixed_physician_at_a_time": gettext_noop(
        "The patient already has a fixed physician at that time. "
        "End that first, or choose later days."
    ),
    "one_is_the_same_contact_once_at_a_time": gettext_noop(
        "This person is already the patient's contact of that kind at that time."
    ),
    "coordinating_contact_coordinates": gettext_noop(
        "A contact with overall coordination coordinates the plan. Tick that too."
    ),
    "one_is_away_once_at_a_time": gettext_noop(
        "An absence is already noted on some of those days."
    ),
    "team_has_its_own_name": gettext_noop("There is already a team with that name."),
    "one_open_contact_request_per_clinic": gettext_noop(
        "You have already asked, and the clinic has not answered yet."
    ),
}
BAD_DAYS: Final = gettext_noop("The last day is before the first.")


def sentence_of(constraint: str) -> str:
    """What the database would refuse by that constraint, for those who ask before it does."""
    sentence = WORDS[constraint]
    return _(sentence)


@contextmanager
def refused_in_words() -> Iterator[None]:
    """Raise Refused with a sentence where a constraint of contacts is broken within."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as fault:
        diagnosis = getattr(fault.__cause__, "diag", None)
        sentence = WORDS.get(getattr(diagnosis, "constraint_name", None) or "")
        if sentence is None:
            raise
        raise Refused(_(sentence)) from fault
    except DataError as fault:
        raise Refused(_(BAD_DAYS)) from fault

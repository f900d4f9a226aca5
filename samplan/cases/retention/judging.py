"""Whether a case whose time has come goes, and why not."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from samplan.cases.actions.handling import REOPENED_WITHIN_DAYS
from samplan.cases.models import Case, Preservation
from samplan.plans.queries import subjects_waited_for


class Passed(models.TextChoices):
    """Why a case whose time has come stays."""

    OPEN = "open", _("not ended")
    NOT_DELIVERED = "not_delivered", _("not delivered to the record")
    CHANGED = "changed", _("something has happened since it was delivered to the record")
    HELD_BACK = "held_back", _("held back by the clinic")
    REOPENABLE = "reopenable", _("can still be opened again")
    AWAITED = "awaited", _("something in the plan waits for it")
    JOINED = "joined", _("another case leads on to it")
    STUCK = "stuck", _("it could not be removed: see the log of the worker")


def judged(cases: Sequence[Case], *, at: datetime) -> list[tuple[Case, Passed | None]]:
    """Each case with why it stays; None where it goes. A number of statements that does not grow
    with the cases."""
    keys = [each.pk for each in cases]
    standing = Preservation.objects.standing().filter(case__in=keys)
    held = set(standing.values_list("case", flat=True))
    joined = set(Case.objects.filter(merged_into__in=keys).values_list("merged_into", flat=True))
    subjects = {str(key) for key in keys} | {each.subject_id for each in cases}
    awaited = subjects_waited_for(subjects - {""})
    return [
        (
            each,
            _of_itself(each, at)
            or (Passed.HELD_BACK if each.pk in held else None)
            or (Passed.AWAITED if {str(each.pk), each.subject_id} & awaited else None)
            or (Passed.JOINED if each.pk in joined else None),
        )
        for each in cases
    ]


def _of_itself(case: Case, at: datetime) -> Passed | None:
    if case.closed_at is None:
        return Passed.OPEN
    if case.delivered_at is None:
        return Passed.NOT_DELIVERED
    if not case.is_delivered:
        return Passed.CHANGED
    is_reopenable = at - case.closed_at < timedelta(days=REOPENED_WITHIN_DAYS)
    return Passed.REOPENABLE if is_reopenable else None

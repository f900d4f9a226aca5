"""Choosing how to be told."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction

from samplan.access.acting import PatientActing
from samplan.audit import trail
from samplan.notifications.models import Preference, Subject
from samplan.patients.actions import change_reach

HOURS: Final = ("quiet_from", "quiet_until", "digest_hour")
CHOSEN: Final = (*Subject.values, *HOURS)


@transaction.atomic
def choose(chosen: Mapping[str, Any], *, acting: PatientActing) -> None:
    """Keep, for the person who acts, the way for each subject, the hours and the language.

    What waits in the outbox is sent, or not, as chosen here.
    """
    wanted = {name: chosen[name] for name in CHOSEN}
    preference, _is_new = Preference.objects.update_or_create(
        patient_id=acting.person_id, defaults=wanted
    )
    change_reach(acting.person_id, acting=acting, language=chosen["language"])
    trail.record("preference.chosen", acting=acting, patient_id=acting.person_id, about=preference)

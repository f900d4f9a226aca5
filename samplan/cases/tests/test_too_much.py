"""Nobody fills a clinic's queue alone; what is written over the limit is kept."""

from datetime import timedelta
from typing import Any

import pytest

from samplan.access.policies import Refused
from samplan.cases.models import Case, Message, MessageDraft
from samplan.cases.tests.world import make_offering, say_as_patient, started_case
from tests.cast import AT, Cast, browser_of


def test_more_messages_than_anyone_can_read_wait(cast: Cast, settings: Any) -> None:
    settings.SAMPLAN_MESSAGES_AN_HOUR = 3
    case = started_case(cast)
    for words in ("ett", "två"):
        say_as_patient(cast, case, words)
    alma = browser_of(cast.acting(cast.alma))
    refused = alma.send(f"/inkorg/{case.pk}/svar/", {"body": "tre"})
    assert refused.status_code == 409
    assert "Din text är sparad." in refused.content.decode()
    assert MessageDraft.objects.get().body == "tre"
    assert Message.objects.filter(body="tre").count() == 0
    say_as_patient(cast, case, "tre", at=AT + timedelta(hours=2))
    assert Message.objects.filter(body="tre").count() == 1


def test_another_patient_is_not_held_back(cast: Cast, settings: Any) -> None:
    settings.SAMPLAN_MESSAGES_AN_HOUR = 1
    started_case(cast)
    other = started_case(cast, cast.bo)
    with pytest.raises(Refused):
        say_as_patient(cast, other, "två")
    assert Message.objects.count() == 2


def test_more_cases_than_any_illness_needs_wait(cast: Cast, settings: Any) -> None:
    settings.SAMPLAN_CASES_A_DAY = 1
    offering = make_offering(cast)
    started_case(cast, offering=offering)
    with pytest.raises(Refused, match="många meddelanden i dag"):
        started_case(cast, offering=offering, words="En till.")
    assert Case.objects.count() == 1
    started_case(cast, offering=offering, words="I morgon.", at=AT + timedelta(days=2))
    assert Case.objects.count() == 2

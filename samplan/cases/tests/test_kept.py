"""What someone writes is theirs, and is not lost when the case moves on without them."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from samplan.attachments.models import Attachment
from samplan.cases import actions
from samplan.cases.models import Case
from samplan.cases.tests.world import say_as_care, started_case
from samplan.organisations.models import Assignment, Role
from samplan.visits.tests.test_answer_files import image
from tests.cast import AT, Cast, browser_of, make_staff

WHY = "De har hand om din medicin."


@pytest.fixture(autouse=True)
def _at_the_casts_moment(settings: Any, tmp_path: Any) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> Case:
    """Maria has asked for pictures."""
    made = started_case(cast)
    say_as_care(cast, made, "Skicka bilder?", "question", most_files=3)
    return Case.objects.get(pk=made.pk)


@pytest.fixture
def rebecka(cast: Cast) -> Assignment:
    """A receiver at Maria's clinic."""
    return make_staff("Rebecka", "Lind", "Sekreterare", cast.heart, Role.RECEIVER)


def hand_on(cast: Cast, case: Case, by: Assignment) -> None:
    actions.forward(case, cast.urology, reason=WHY, acting=cast.acting(by), at=AT)


def test_unsent_files_of_the_patient_go_on_with_the_case(
    cast: Cast, case: Case, rebecka: Assignment
) -> None:
    ulf = make_staff("Ulf", "Berg", "Sekreterare", cast.urology, Role.RECEIVER)
    alma = browser_of(cast.acting(cast.alma))
    said = {"body": "Här", "file": image(), "_upload": "file"}
    assert alma.send(f"/inkorg/{case.pk}/svar/", said).status_code == 302
    hand_on(cast, case, rebecka)
    file = Attachment.objects.get()
    assert file.clinic == cast.urology
    Attachment.objects.update(clinic=cast.heart)  # one that came as it was handed on
    assert alma.send(f"/inkorg/{case.pk}/svar/", {"body": "Här"}).status_code == 302
    there = browser_of(cast.acting(ulf)).get(f"/vard/arenden/{case.pk}/filer/{file.pk}/")
    assert there.status_code == 200

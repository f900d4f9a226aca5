"""Stories about contacts happen on the cast's Monday morning, and announce to nobody else."""

from collections.abc import Iterator

import pytest
import time_machine

from samplan.contacts import announcing
from samplan.contacts.announcing import What
from samplan.contacts.models import CareContact
from tests.cast import AT


@pytest.fixture(autouse=True)
def in_the_story() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[tuple[What, list[CareContact]]]:
    """What an app above hears of."""
    heard: list[tuple[What, list[CareContact]]] = []
    monkeypatch.setattr(announcing, "_announcers", [])
    announcing.register(lambda contacts, what, acting, at: heard.append((what, list(contacts))))
    return heard

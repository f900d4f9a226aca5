"""Stig's browser before his form's builder, and pages on which a form is answered."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from samplan.access.acting import StaffActing
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.supply.drafting import change_draft, make_form
from samplan.forms.tests.builder import Builder
from samplan.forms.tests.mounted import Addresses
from samplan.forms.tests.questionnaires import choice, group, item
from tests.cast import AT, ActingClient, Cast, browser_of


@pytest.fixture
def stig(cast: Cast) -> Iterator[ActingClient]:
    """The administrator's browser, on the cast's day."""
    with time_machine.travel(AT, tick=False):
        yield browser_of(cast.acting(cast.stig))


@pytest.fixture
def draft(cast: Cast) -> QuestionnaireVersion:
    """His form with two questions on a page."""
    acting = cast.acting(cast.stig)
    assert isinstance(acting, StaffActing)
    made = make_form("Frågor", acting=acting, at=AT)
    document = {**made.document, "item": [group("sida-1", item("a"), choice("b", "x", "y"))]}
    return change_draft(made, document, over=0, acting=acting, at=AT)


@pytest.fixture
def builder(stig: ActingClient, draft: QuestionnaireVersion) -> Builder:
    return Builder(stig, draft)


@pytest.fixture
def mounted(settings: Any) -> Iterator[None]:
    """The pages of an owner of answers that is no app, on the cast's day."""
    settings.ROOT_URLCONF = Addresses
    with time_machine.travel(AT, tick=False):
        yield

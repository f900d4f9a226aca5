"""What the receipt says happens now."""

import pytest
from django.urls import reverse

from samplan.cases.models import BegunCase
from samplan.cases.tests.world import make_offering, started_case
from tests.cast import Cast, browser_of

pytestmark = pytest.mark.django_db
INBOX = "Svaret kommer till din inkorg."


def receipt_of(cast: Cast, channel: str) -> str:
    make_offering(cast)
    case = started_case(cast, channel=channel)
    begun = BegunCase.objects.get(case=case)
    address = reverse("cases:new-receipt", args=[begun.pk])
    return browser_of(cast.acting(cast.alma)).get(address).content.decode()


@pytest.mark.parametrize("channel", ["", "here"])
def test_the_answer_comes_to_the_inbox(cast: Cast, channel: str) -> None:
    assert INBOX in receipt_of(cast, channel)


@pytest.mark.parametrize(("channel", "chosen"), [("phone", "Ring mig"), ("visit", "Ta det när vi")])
def test_who_has_chosen_another_way_reads_which(cast: Cast, channel: str, chosen: str) -> None:
    page = receipt_of(cast, channel)

    assert INBOX not in page
    assert f"Du har valt ”{chosen}" in page

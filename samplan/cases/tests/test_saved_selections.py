"""Whom a clinic often sends to is chosen once, and found anew by its name."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine

from samplan.cases.models import SavedSelection, Send
from samplan.cases.sends.periods import Period, days_of
from samplan.visits.tests.world import sent_visit
from tests.cast import AT, TODAY, ActingClient, Cast, browser_of

DAY = timedelta(days=1)
NEW, SAVED = "/vard/utskick/nytt/", "/vard/utskick/urval/"
PLAIN = {"offering": "", "kind": "question", "title": "Mät", "body": "Mät."}
SOON = {"who": "visits", "period": "four_weeks", "save_as": "Besök snart"}


@pytest.fixture(autouse=True)
def _at_the_casts_moment() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period.TOMORROW, date(2026, 11, 26), date(2026, 11, 26)),
        (Period.THIS_WEEK, date(2026, 11, 25), date(2026, 11, 29)),
        (Period.NEXT_WEEK, date(2026, 11, 30), date(2026, 12, 6)),
        (Period.FOUR_WEEKS, date(2026, 11, 26), date(2026, 12, 23)),
    ],
)
def test_a_period_moves_with_the_day(period: Period, first: date, last: date) -> None:
    wednesday = date(2026, 11, 25)
    assert days_of(period, wednesday) == (first, last)


def maria_and_a_visit(cast: Cast) -> ActingClient:
    sent_visit(cast, cast.alma)
    return browser_of(cast.acting(cast.maria))


def test_it_is_saved_under_a_name_and_chosen_by_it(cast: Cast) -> None:
    maria = maria_and_a_visit(cast)
    first = maria.send(NEW, PLAIN | SOON)
    assert first.status_code == 302
    saved = SavedSelection.objects.get()
    assert "Besök snart" in maria.get(NEW).content.decode()
    again = maria.send(NEW, PLAIN | {"title": "Igen", "who": f"saved:{saved.pk}"})
    assert again.status_code == 302
    one, other = Send.objects.order_by("pk")
    assert (one.total, one.receivers) == (other.total, other.receivers)
    assert one.total == 1


def test_one_of_the_same_name_is_replaced(cast: Cast) -> None:
    maria = maria_and_a_visit(cast)
    for period in ("four_weeks", "next_week"):
        maria.send(NEW, PLAIN | SOON | {"period": period})
    assert SavedSelection.objects.get().period == "next_week"


def test_chosen_days_are_not_saved(cast: Cast) -> None:
    maria = maria_and_a_visit(cast)
    days = {"period": "", "first": f"{TODAY}", "last": f"{TODAY + 20 * DAY}"}
    page = maria.send(NEW, PLAIN | SOON | days).content.decode()
    assert "Välj en period" in page
    assert not SavedSelection.objects.exists()
    assert not Send.objects.exists()


def test_another_clinic_neither_sees_nor_takes_it_away(cast: Cast) -> None:
    maria_and_a_visit(cast).send(NEW, PLAIN | SOON)
    saved, petra = SavedSelection.objects.get(), browser_of(cast.acting(cast.petra))
    assert "Besök snart" not in petra.get(NEW).content.decode()
    assert "Besök snart" not in petra.get(SAVED).content.decode()
    assert petra.send(NEW, PLAIN | {"who": f"saved:{saved.pk}"}).status_code == 200
    petra.send(SAVED, {"selection": str(saved.pk)})
    assert SavedSelection.objects.exists()


def test_it_is_taken_away_and_what_was_sent_stands(cast: Cast) -> None:
    maria = maria_and_a_visit(cast)
    maria.send(NEW, PLAIN | SOON)
    saved = SavedSelection.objects.get()
    assert "De närmaste fyra veckorna" in maria.get(SAVED).content.decode()
    maria.send(SAVED, {"selection": "nonsense"})
    maria.send(SAVED, {"selection": str(saved.pk)})
    assert not SavedSelection.objects.exists()
    assert Send.objects.count() == 1

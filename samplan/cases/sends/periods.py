"""When those of a selection have what it goes by, said so that it means the same another week."""

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

DAY = timedelta(days=1)
WEEK = 7 * DAY


class Period(models.TextChoices):
    """Days reckoned from the day on which they are asked for."""

    TOMORROW = "tomorrow", _("Tomorrow")
    THIS_WEEK = "this_week", _("Today and the rest of the week")
    NEXT_WEEK = "next_week", _("Next week")
    FOUR_WEEKS = "four_weeks", _("The next four weeks")


def days_of(period: Period, today: date) -> tuple[date, date]:
    """The first and the last day, both included. Weeks begin on Mondays."""
    monday = today - today.weekday() * DAY
    return {
        Period.TOMORROW: (today + DAY, today + DAY),
        Period.THIS_WEEK: (today, monday + WEEK - DAY),
        Period.NEXT_WEEK: (monday + WEEK, monday + 2 * WEEK - DAY),
        Period.FOUR_WEEKS: (today + DAY, today + 4 * WEEK),
    }[period]

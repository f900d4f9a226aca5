"""Periods of whole days, first and last included, in the database."""

from datetime import date

from django.contrib.postgres.fields import DateRangeField
from django.db.models import Func, Q


class DaysOf(Func):
    """The days from the first column to the last, both included; without end where it is NULL.

    A last day that is the day before the first gives no days at all, and an earlier one is
    refused by the database: "range lower bound must be less than or equal to range upper bound".
    """

    function = "daterange"
    template = "%(function)s(%(expressions)s + 1)"
    output_field = DateRangeField()


def on_day(day: date, first: str, last: str) -> Q:
    """Rows whose period, from the field `first` to `last` (or NULL), holds on `day`."""
    return Q(**{f"{first}__lte": day}) & (
        Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__gte": day})
    )

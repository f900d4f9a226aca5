"""A clinic's list of booked visits, as a booking system exports it."""

from samplan.visits.daylist.columns import Column
from samplan.visits.daylist.parse import parse_day_list
from samplan.visits.daylist.results import DayList, NotADayList, Row, RowFault

__all__ = ["Column", "DayList", "NotADayList", "Row", "RowFault", "parse_day_list"]

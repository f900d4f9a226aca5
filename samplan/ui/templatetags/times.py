"""Times as people write them, in the language of the page."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from samplan.common import dates

register = template.Library()


def _language() -> str:
    return get_language() or "sv"


@register.filter
def moment(at: datetime) -> str:
    """ "torsdag 17 december kl. 10.30", with the year where it is not this one."""
    today = dates.local(timezone.localtime()).date()
    return dates.long_moment(at, _language(), today=today)


@register.filter
def day(at: datetime | date) -> str:
    """ "17 dec"."""
    return dates.short_day(_day(at), _language())


@register.filter
def long_day(at: datetime | date) -> str:
    """ "torsdag 17 december"."""
    today = dates.local(timezone.localtime()).date()
    return dates.long_day(_day(at), _language(), today=today)


@register.filter
def full_day(at: datetime | date) -> str:
    """ "17 december 2026"."""
    return dates.full_day(_day(at), _language())


@register.filter
def as_date(at: datetime) -> date:
    """The day of a moment, in Sweden."""
    return _day(at)


@register.filter
def clock(at: datetime) -> str:
    """ "10.30"."""
    return dates.clock(dates.local(at), _language())


@register.filter
def duration(minutes: int) -> str:
    """ "45 minuter"."""
    return dates.minutes_text(minutes, _language())


def _day(at: datetime | date) -> date:
    return dates.local(at).date() if isinstance(at, datetime) else at

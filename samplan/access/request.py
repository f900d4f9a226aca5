"""The requests that views receive: with a clock and an acting."""

from datetime import date, datetime

from django.http import HttpRequest

from samplan.access.acting import PatientActing, StaffActing


class TimedRequest(HttpRequest):
    """A request that knows when it came."""

    at: datetime
    today: date  # in Sweden


class PatientRequest(TimedRequest):
    """A request in which a person acts for a patient."""

    acting: PatientActing


class StaffRequest(TimedRequest):
    """A request in which staff act in an assignment."""

    acting: StaffActing

"""What visits know of a patient beside a conversation: what matters, and what is to come."""

import uuid
from datetime import date, datetime
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samplan.access.acting import Acting, StaffActing
from samplan.access.compiled import compiled
from samplan.cases.beside import Line, Panel, Prospect
from samplan.cases.models import Case
from samplan.common.addresses import address_of
from samplan.common.dates import local, long_day, long_moment
from samplan.forms.answering.ways import Regarding
from samplan.visits.models import Visit

MOST_COMING: Final = 3
IN_LINE: Final = ("name", "starts_at")


def asked_about(case: Case, acting: StaffActing, at: datetime) -> Prospect | None:
    """The visit that the conversation is about."""
    if case.subject_kind != "visit":
        return None
    asked = _by_key.asked(acting, visit_id=uuid.UUID(case.subject_id))

    def draw() -> Panel | None:
        lines = [_line(each, get_language() or "sv", local(at).date()) for each in asked.rows()]
        return Panel(heading=_("About the visit"), lines=tuple(lines)) if lines else None

    return Prospect(draw, (asked,))


@compiled
def _by_key(acting: StaffActing, *, visit_id: uuid.UUID) -> QuerySet[Visit]:
    return Visit.within(acting).filter(pk=visit_id).only(*IN_LINE)


def for_the_patient(acting: Acting, key: str, today: date) -> Regarding | None:
    """The visit of this key by name and day, as its patient sees it; None where it is gone."""
    visit = Visit.within(acting).filter(pk=key).first()
    if visit is None:
        return None
    day = long_day(local(visit.starts_at).date(), get_language() or "sv", today=today)
    return Regarding(f"{visit.name}, {day}", address_of("visits:visit", visit.pk))


def what_matters(case: Case, acting: StaffActing, at: datetime) -> Prospect:
    """What the patient last said matters most, and before which visit."""
    asked = _mattering.asked(acting, patient_id=case.patient_id)

    def draw() -> Panel | None:
        lines = [_words(each, local(at).date()) for each in asked.rows()]
        return Panel(heading=_("Important to the patient"), lines=tuple(lines)) if lines else None

    return Prospect(draw, (asked,))


def _words(visit: Visit, today: date) -> Line:
    when = long_moment(visit.starts_at, get_language() or "sv", today=today)
    detail = _("Before the visit %(when)s") % {"when": when}
    return Line(text=visit.matters, url=address_of("visits:preparation", visit.pk), detail=detail)


@compiled
def _mattering(acting: StaffActing, *, patient_id: uuid.UUID) -> QuerySet[Visit]:
    visits = Visit.within(acting).filter(patient_id=patient_id).exclude(matters="")
    return visits.only("matters", "starts_at").order_by("-answered_at", "-id")[:1]


def coming_visits(case: Case, acting: StaffActing, at: datetime) -> Prospect:
    """The patient's next visits at the clinic, of those that have not begun."""
    asked = _coming.asked(acting, patient_id=case.patient_id, since=at)

    def draw() -> Panel | None:
        language, today = get_language() or "sv", local(at).date()
        lines = [_line(each, language, today) for each in asked.rows() if not each.is_cancelled]
        return Panel(heading=_("Coming visits"), lines=tuple(lines)) if lines else None

    return Prospect(draw, (asked,))


@compiled
def _coming(acting: StaffActing, *, patient_id: uuid.UUID, since: datetime) -> QuerySet[Visit]:
    visits = Visit.within(acting).filter(patient_id=patient_id, starts_at__gte=since)
    return visits.only(*IN_LINE, "state").order_by("starts_at", "id")[:MOST_COMING]


def _line(visit: Visit, language: str, today: date) -> Line:
    return Line(
        text=visit.name,
        url=address_of("visits:preparation", visit.pk),
        detail=long_moment(visit.starts_at, language, today=today),
    )

"""Visits with questions that were sent, and browsers that answer them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.urls import reverse

from samplan.access.acting import SystemActing
from samplan.bookings.models import Resource
from samplan.forms.loading import publish, publish_file
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.tests import windows
from samplan.forms.tests.questionnaires import Json, questionnaire
from samplan.patients.models import Patient
from samplan.visits.actions import NewVisit, plan_visit, send_visit
from samplan.visits.models import Send, Visit, VisitType
from tests.cast import ActingClient, Cast, browser_of

SYSTEM = SystemActing("test")
LIBRARY = Path(__file__).parents[2] / "forms/library/fragor-infor-planerat-besok.json"


def now() -> datetime:
    """The clock of the pages."""
    return datetime.now(UTC)


def asked(
    cast: Cast, *items: Json, patient: Patient | None = None, send: Send = Send.MERGED
) -> Visit:
    """A visit at the heart clinic in twenty days, sent with a form of the items.

    Without items: with the library's questions.
    """
    at = now() - timedelta(days=1)
    version = _published(cast, items, at)
    visit_type, _made = VisitType.objects.get_or_create(
        clinic=cast.heart,
        name="Återbesök",
        defaults={
            "purpose": "Kontroll",
            "minutes": 45,
            "questionnaire": version.questionnaire,
            "send": send,
        },
    )
    resource, _made = Resource.objects.get_or_create(clinic=cast.heart, name="Maria Nyström")
    day = 20 + Visit.objects.count()
    new = NewVisit(patient or cast.alma, visit_type, resource, now() + timedelta(days=day))
    visit = plan_visit(new, acting=cast.acting(cast.maria), at=at)
    return send_visit(visit, acting=cast.acting(cast.maria), at=at)


def _published(cast: Cast, items: tuple[Json, ...], at: datetime) -> QuestionnaireVersion:
    if not items:
        return publish_file(LIBRARY, owner=cast.heart, acting=SYSTEM, at=at)[0]
    document = questionnaire(*items, title="Frågor inför besöket")
    return publish(document, slug="test", owner=cast.heart, acting=SYSTEM, at=at)[0]


class Window(windows.Window):
    """A window on one page of a visit's questions."""

    def __init__(self, client: ActingClient, visit: Visit, page: str, side: str = "") -> None:
        super().__init__(client, path(visit, f"{side}question-page", page))


class Tab(windows.Tab):
    """A tab on one page of a visit's questions."""

    def __init__(self, client: ActingClient, visit: Visit, page: str) -> None:
        super().__init__(client, path(visit, "question-page", page))


def browser(cast: Cast, person: Any = None) -> ActingClient:
    """The person's browser, which asks for English; Alma's where nobody is named."""
    acting = person if hasattr(person, "kind") else cast.acting(person or cast.alma)
    client = browser_of(acting)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en-gb"
    return client


def window(cast: Cast, visit: Visit, page: str, person: Any = None, side: str = "") -> Window:
    """The person's window; Alma's where nobody is named."""
    return Window(browser(cast, person), visit, page, side)


def path(visit: Visit, name: str, *args: object) -> str:
    """The address of one of the visit's pages."""
    return reverse(f"visits:{name}", args=[visit.pk, *args])

"""Nobody sees another's data: every role at every address, with keys that are not theirs."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.urls import path

from samplan.access.gates import patient_page
from samplan.config import urls
from samplan.config.routes import routes
from samplan.organisations.models import Organisation, OrganisationKind, Role
from samplan.patients.models import Patient
from tests.architecture.rungs import RUNGS, Rung
from tests.cast import AT, Cast, make_staff
from tests.drills import prowling
from tests.drills.prowling import Owner, Prowler, owners, prowlers

pytestmark = [pytest.mark.drill, pytest.mark.django_db]

SHARES = 6  # of those who try, so that several work side by side and none takes minutes
LEAST = 1700  # tries of each share: 10,000 in all


@pytest.fixture
def stage(cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Owner]]:
    """Three patients' things at two clinics, and staff of every role."""
    settings.SAMPLAN_FACES_LOGIN = False
    with time_machine.travel(AT, tick=False):
        region = Organisation.objects.get(kind=OrganisationKind.REGION)
        for role in (
            *(Role.RECEIVER, Role.THERAPIST, Role.LOCAL_ADMINISTRATOR),
            *(Role.LOG_REVIEWER, Role.IMPROVEMENT_LEAD),
        ):
            make_staff(f"U-{role}", "Ros", "Titel", cast.urology, role)
        make_staff("Rut", "Ask", "Regionadministratör", region, Role.REGIONAL_ADMINISTRATOR)
        yield owners(cast, monkeypatch)


@pytest.mark.parametrize("share", range(SHARES))
def test_nobody_gets_what_is_not_theirs(cast: Cast, stage: list[Owner], share: int):
    tries, leaks = 0, []
    for name, prowler in islice(prowlers(cast), share, None, SHARES):
        prowler.prowl(stage)
        tries += prowler.tries
        leaks += [f"{name}: {leak}" for leak in prowler.leaks]
    assert leaks == []
    assert tries >= LEAST, tries


def by_key(request: Any, patient_id: Any) -> HttpResponse:
    """The planted bugs: the page looks otherwise where there is such a patient ..."""
    return HttpResponse("Yes" if Patient.objects.filter(pk=patient_id).exists() else "No")


def by_field(request: Any) -> HttpResponse:
    """... or it believes what the address asks for."""
    named = Patient.objects.filter(pk=request.GET["patient"]).first()
    return HttpResponse(named.full_name if named else "")


def says_which(request: Any, patient_id: Any) -> HttpResponse:
    """... or it is refused, not absent."""
    return HttpResponse(status=403 if Patient.objects.filter(pk=patient_id).exists() else 404)


@pytest.mark.parametrize(
    ("address", "view", "leak"),
    [
        ("las/<uuid:patient_id>/", by_key, "reads otherwise than of nothing"),
        ("las/", by_field, "says Alma Ek"),
        ("las/<uuid:patient_id>/", says_which, "403, but of nothing 404"),
    ],
)
def test_a_planted_leak_is_seen(
    cast: Cast,
    stage: list[Owner],
    settings: Any,
    monkeypatch: Any,
    address: str,
    view: Any,
    leak: str,
):
    planted = [path(address, patient_page("GET")(view), name="planted")]
    settings.ROOT_URLCONF = type("Planted", (), {"urlpatterns": [*planted, *urls.urlpatterns]})
    monkeypatch.setattr(prowling, "ROUTES", routes(planted))
    patients = Rung(lambda of: {"patient_id": of.patient.pk})
    monkeypatch.setitem(RUNGS, "planted", patients)
    prowler = Prowler(cast.acting(cast.carl), (cast.carl.pk,))
    prowler.prowl(stage)
    assert any(found.endswith(leak) for found in prowler.leaks), prowler.leaks

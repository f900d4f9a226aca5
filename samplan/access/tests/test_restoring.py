"""What comes back after signing in is logged on whom it was written for, by who reads it."""

from datetime import timedelta

import pytest
import time_machine
from django.http import QueryDict
from django.urls import reverse

from samplan.access import sealing
from samplan.access.models import SealedPost
from samplan.audit.models import Event
from samplan.patients.models import Patient
from samplan.visits.models import Visit
from samplan.visits.tests.world import sent_visit
from tests.cast import AT, ActingClient, Cast, browser_of

RESTORE = "/aterlamnat/"
WORDS = "Trött i trappan"


@pytest.fixture
def visit(cast: Cast):
    with time_machine.travel(AT, tick=False):
        yield sent_visit(cast, cast.cleo)


def kept(key: str, path: str) -> SealedPost:
    post = QueryDict(mutable=True)
    post["words"] = WORDS
    return sealing.seal(key, path=path, post=post, at=AT)


def read_by(client: ActingClient) -> list[tuple[str | None, str, str]]:
    """For each event of a restored post that a page led to: patient, kind of actor, actor."""
    before = set(Event.objects.values_list("pk", flat=True))
    client.get(RESTORE)
    found = Event.objects.filter(kind="sealed.read").exclude(pk__in=before)
    return [(each.patient, each.body["actor_kind"], each.body["name"]) for each in found]


def test_what_is_ones_own_is_logged_on_oneself(cast: Cast, visit: Visit) -> None:
    alma = cast.acting(cast.alma)
    kept(alma.key, "/tider/")
    assert read_by(browser_of(alma)) == [(str(cast.alma.pk), "self", "Alma Ek")]


def test_what_was_written_for_a_child_is_logged_on_the_child(cast: Cast, visit: Visit) -> None:
    """And not before it is shown: until Bo switches, nothing of it is."""
    kept(cast.bo_for_cleo().key, reverse("visits:change-time", args=[visit.pk]))
    bo = browser_of(cast.acting(cast.bo))

    assert WORDS not in bo.get(RESTORE).content.decode()
    assert read_by(bo) == []

    for_cleo = browser_of(cast.bo_for_cleo())
    assert WORDS in for_cleo.get(RESTORE).content.decode()
    assert read_by(for_cleo) == [(str(cast.cleo.pk), "guardian", "Bo Lind")]


@pytest.mark.parametrize("name", ["visits:staff-cancel", "visits:staff-plan"])
def test_what_staff_wrote_is_logged_on_the_patient(cast: Cast, visit: Visit, name: str) -> None:
    key = visit.pk if name == "visits:staff-cancel" else cast.cleo.pk
    maria = cast.acting(cast.maria)
    kept(maria.key, f"{reverse(name, args=[key])}?typ=1")

    assert read_by(browser_of(maria)) == [(str(cast.cleo.pk), "staff", "Maria Nyström")]


@pytest.mark.parametrize("path", ["/vard/patienter/", "/finns/inte/"])
def test_what_is_about_no_known_patient_is_logged_too(cast: Cast, visit: Visit, path: str) -> None:
    """A number that someone has looked for is shown again."""
    maria = cast.acting(cast.maria)
    kept(maria.key, path)

    assert read_by(browser_of(maria)) == [(None, "staff", "Maria Nyström")]


def test_of_a_colleagues_or_another_assignments_nothing_is_shown_or_logged(
    cast: Cast, visit: Visit
) -> None:
    kept(cast.acting(cast.petra).key, reverse("visits:staff-cancel", args=[visit.pk]))
    assert read_by(browser_of(cast.acting(cast.maria))) == []


def test_after_half_an_hour_nothing_is_read(cast: Cast, visit: Visit) -> None:
    maria = cast.acting(cast.maria)
    kept(maria.key, reverse("visits:staff-cancel", args=[visit.pk]))
    with time_machine.travel(AT + timedelta(minutes=31), tick=False):
        assert read_by(browser_of(maria)) == []


def test_a_patient_who_is_not_there_gets_no_log(cast: Cast, visit: Visit) -> None:
    maria = cast.acting(cast.maria)
    kept(maria.key, reverse("visits:staff-plan", args=[visit.pk]))  # no patient's key
    assert not Patient.objects.filter(pk=visit.pk).exists()
    assert read_by(browser_of(maria)) == [(None, "staff", "Maria Nyström")]

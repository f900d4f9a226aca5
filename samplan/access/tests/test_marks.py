"""A form that was opened too long ago is not taken as it is, and nothing written in it is lost."""

import re
from datetime import timedelta
from http import HTTPStatus

import pytest
import time_machine
from django.core.signing import Signer
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from samplan.access import marks
from samplan.access.models import SealedPost
from samplan.visits.models import TimeChange, Visit
from samplan.visits.tests.staff_world import World, make_world
from samplan.visits.tests.test_staff_planning import address as planning_address
from samplan.visits.tests.test_staff_planning import form as planning_form
from tests.cast import AT, ActingClient, Cast, browser_of

LONGEST = timedelta(hours=12)
WORDS = "Helst en förmiddag"


@pytest.fixture
def world(cast: Cast) -> World:
    return make_world(cast)


@pytest.fixture
def clock():
    with time_machine.travel(AT, tick=False) as clock:
        yield clock


def asked(client: ActingClient, visit: Visit, mark: str) -> HttpResponse:
    fields = {"kind": "another", "wishes": WORDS, marks.FIELD: mark}
    return client.post(reverse("visits:change-time", args=[visit.pk]), fields)


def pressed(client: ActingClient, page: HttpResponse, form_with: str) -> HttpResponse:
    """Press the button of the form that has those words."""
    forms = re.findall(
        r'<form method="post" action="([^"]*)">(.*?)</form>', page.content.decode(), re.S
    )
    action, inside = next(each for each in forms if form_with in each[1])
    fields = dict(re.findall(r'name="([^"]*)" value="([^"]*)"', inside))
    return client.post(action.replace("&amp;", "&"), fields)


def test_how_old_a_mark_is_depends_on_what_it_is_told(cast: Cast) -> None:
    mark = marks.mark_of(cast.acting(cast.alma), at=AT)
    assert not marks.is_too_old(mark, at=AT + LONGEST)
    assert marks.is_too_old(mark, at=AT + LONGEST + timedelta(seconds=1))


def test_a_mark_of_the_same_day_is_taken(world: World, clock) -> None:
    visit, acting = world.sent(), world.cast.acting(world.cast.alma)
    mark = marks.mark_of(acting, at=AT)
    clock.shift(LONGEST - timedelta(seconds=1))

    assert asked(browser_of(acting), visit, mark).status_code == HTTPStatus.FOUND
    assert TimeChange.objects.count() == 1


def test_an_old_mark_sends_nothing_and_keeps_the_words_for_one_press(world: World, clock) -> None:
    visit, acting = world.sent(), world.cast.acting(world.cast.alma)
    mark = marks.mark_of(acting, at=AT)
    clock.shift(LONGEST + timedelta(seconds=1))
    alma = browser_of(acting)

    page = asked(alma, visit, mark)

    assert page.status_code == HTTPStatus.CONFLICT
    assert WORDS in page.content.decode()
    assert "12 timmar" in page.content.decode()
    assert not TimeChange.objects.exists()
    assert pressed(alma, page, WORDS).status_code == HTTPStatus.FOUND
    assert TimeChange.objects.get().wishes == WORDS
    assert not SealedPost.objects.exists()  # nobody is asked to send it once more


def test_how_old_is_the_longest_of_a_session(world: World, clock, settings) -> None:
    settings.SAMPLAN_LONGEST_SESSION_HOURS = 2
    visit, acting = world.sent(), world.cast.acting(world.cast.alma)
    mark = marks.mark_of(acting, at=AT)
    clock.shift(timedelta(hours=2, seconds=1))

    page = asked(browser_of(acting), visit, mark)

    assert page.status_code == HTTPStatus.CONFLICT
    assert "2 timmar" in page.content.decode()


def test_a_mark_without_a_time_is_of_before_and_too_old(world: World, clock) -> None:
    visit, acting = world.sent(), world.cast.acting(world.cast.alma)
    mark = Signer(salt="samplan.access.mark").sign(acting.key)

    page = asked(browser_of(acting), visit, mark)

    assert page.status_code == HTTPStatus.CONFLICT
    assert WORDS in page.content.decode()


def test_an_old_mark_of_a_child_is_the_childs(world: World, clock) -> None:
    visit = world.sent(world.cast.cleo)
    mark = marks.mark_of(world.cast.bo_for_cleo(), at=AT)
    clock.shift(LONGEST * 2)

    page = asked(browser_of(world.cast.acting(world.cast.bo)), visit, mark)

    assert page.status_code == HTTPStatus.CONFLICT
    assert "Cleo" in page.content.decode()
    assert SealedPost.objects.get().acting_key == world.cast.bo_for_cleo().key


def test_an_old_mark_of_someone_signed_out_keeps_the_words(world: World, clock) -> None:
    visit, acting = world.sent(), world.cast.acting(world.cast.alma)
    mark = marks.mark_of(acting, at=AT)
    clock.shift(LONGEST * 2)

    asked(ActingClient(), visit, mark)

    assert SealedPost.objects.get().fields["wishes"] == [WORDS]


@pytest.mark.parametrize("mark", ["", "x", "a:self:b:1:forged"])
def test_a_forged_mark_keeps_nothing(world: World, clock, mark: str) -> None:
    page = asked(browser_of(world.cast.acting(world.cast.alma)), world.sent(), mark)

    assert page.status_code == HTTPStatus.CONFLICT
    assert not SealedPost.objects.exists()


def test_what_the_address_asked_for_is_kept_too(world: World, clock) -> None:
    """Without its type, the page for a new visit would begin anew and drop what was written."""
    nurse = browser_of(world.nurse)
    mark = marks.mark_of(world.nurse, at=AT)
    clock.shift(LONGEST * 2)
    nurse = browser_of(world.nurse)

    page = nurse.post(planning_address(world), planning_form(world) | {marks.FIELD: mark})

    assert page.status_code == HTTPStatus.CONFLICT
    assert pressed(nurse, page, "purpose").status_code == HTTPStatus.FOUND
    assert Visit.objects.count() == 1


@pytest.fixture
def signed_in_anew(world: World, clock) -> ActingClient:
    """Alma's browser whose pages from before the new login have another token than it has now."""
    alma = browser_of(world.cast.acting(world.cast.alma))
    alma.handler.enforce_csrf_checks = True
    alma.cookies["csrftoken"] = "n" * 32
    return alma


def asked_before(client: ActingClient, visit: Visit, mark: str) -> HttpResponse:
    fields = {
        "kind": "another",
        "wishes": WORDS,
        marks.FIELD: mark,
        "csrfmiddlewaretoken": "o" * 32,
    }
    return client.post(reverse("visits:change-time", args=[visit.pk]), fields)


def test_a_page_from_before_one_signed_in_anew_loses_nothing(
    world: World, signed_in_anew: ActingClient
) -> None:
    page = asked_before(
        signed_in_anew, world.sent(), marks.mark_of(signed_in_anew.acting, at=timezone.now())
    )

    assert page.status_code == HTTPStatus.CONFLICT
    assert WORDS in page.content.decode()
    assert "loggat in på nytt" in page.content.decode()
    assert not TimeChange.objects.exists()
    assert pressed(signed_in_anew, page, WORDS).status_code == HTTPStatus.FOUND
    assert TimeChange.objects.get().wishes == WORDS


def test_a_page_of_a_child_from_before_one_signed_in_anew_is_the_childs(
    world: World, clock
) -> None:
    bo = browser_of(world.cast.acting(world.cast.bo))
    bo.handler.enforce_csrf_checks = True

    page = asked_before(
        bo, world.sent(world.cast.cleo), marks.mark_of(world.cast.bo_for_cleo(), at=timezone.now())
    )

    assert page.status_code == HTTPStatus.CONFLICT
    assert SealedPost.objects.get().acting_key == world.cast.bo_for_cleo().key


@pytest.mark.parametrize("whose", ["bo", "nobody"])
def test_a_form_that_cannot_be_trusted_keeps_nothing(
    world: World, signed_in_anew: ActingClient, whose: str
) -> None:
    """Someone else's mark, or none, shows nothing of whose page it was."""
    mark = (
        ""
        if whose == "nobody"
        else marks.mark_of(world.cast.acting(world.cast.bo), at=timezone.now())
    )

    page = asked_before(signed_in_anew, world.sent(), mark)

    assert page.status_code == HTTPStatus.FORBIDDEN
    assert WORDS not in page.content.decode()
    assert not SealedPost.objects.exists()

"""Shortcuts: chosen, ordered and removed, shown on the start page while they lead somewhere."""

from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from samplan.access.policies import Refused
from samplan.access.queries import self_acting
from samplan.organisations.models import Organisation
from samplan.shortcuts.actions import add_shortcut, move_shortcut, remove_shortcut
from samplan.shortcuts.models import MOST_SHORTCUTS, ChosenClinic, Shortcut
from samplan.shortcuts.queries import link_to, offered_to, shortcuts_of
from samplan.shortcuts.registry import Link, _pages
from tests.cast import AT, TODAY, Cast, browser_of

ADD = "/genvagar/ny/"


@pytest.fixture(autouse=True)
def in_the_story():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def alma(cast: Cast) -> Any:
    return browser_of(cast.acting(cast.alma))


def keys_of(acting: Any) -> list[str]:
    return [each.key for each in shortcuts_of(acting, today=TODAY)]


def test_a_page_and_a_clinic_are_added_and_stand_on_the_start_page(cast: Cast, alma: Any):
    alma.send(ADD, {"to": "page:log"})
    alma.send(ADD, {"to": f"clinic:{cast.heart.slug}"})
    alma.send(ADD, {"to": "page:log"})  # twice is once

    page = alma.get("/").content.decode()
    tiles = page.split("Genvägar")[1].split("</ul>")[0]
    assert tiles.index("/atkomst/") < tiles.index(f"/mottagningar/{cast.heart.slug}/")
    assert tiles.count('class="tile"') == 2
    assert "tile-adding" in tiles


def test_what_leads_nowhere_cannot_be_added(cast: Cast, alma: Any):
    for to in ("page:nowhere", "clinic:nowhere", "other:x", "", "page:people"):
        assert alma.send(ADD, {"to": to}).status_code == 404
    assert not Shortcut.objects.exists()


def test_what_can_no_longer_be_reached_is_not_shown(cast: Cast, alma: Any):
    acting = cast.acting(cast.alma)
    for kind, key in (("clinic", cast.heart.slug), ("page", "log"), ("gone", "x")):
        add_shortcut(kind, key, acting=acting)
    assert keys_of(acting) == [cast.heart.slug, "log"]

    Organisation.objects.filter(pk=cast.heart.pk).update(slug="annan")
    assert keys_of(acting) == ["log"]
    assert "Hjärtmottagningen" not in alma.get("/").content.decode().split("Genvägar")[1]


def test_a_shortcut_is_called_what_the_clinic_is_called_now(cast: Cast):
    acting = cast.acting(cast.alma)
    add_shortcut("clinic", cast.heart.slug, acting=acting)
    Organisation.objects.filter(pk=cast.heart.pk).update(name="Hjärtat")
    assert shortcuts_of(acting, today=TODAY)[0].link.label == "Hjärtat"


def test_one_moves_past_those_that_are_not_shown(cast: Cast, alma: Any):
    acting = cast.acting(cast.alma)
    for kind, key in (("page", "log"), ("gone", "x"), ("page", "settings"), ("page", "clinics")):
        add_shortcut(kind, key, acting=acting)
    by_key = {each.key: each.id for each in shortcuts_of(acting, today=TODAY)}

    alma.send(reverse("shortcuts:move", args=[by_key["settings"]]), {"to": "up"})
    assert keys_of(acting) == ["settings", "log", "clinics"]
    alma.send(reverse("shortcuts:move", args=[by_key["settings"]]), {"to": "up"})
    assert keys_of(acting) == ["settings", "log", "clinics"]
    alma.send(reverse("shortcuts:move", args=[by_key["log"]]), {"to": "down"})
    assert keys_of(acting) == ["settings", "clinics", "log"]
    assert set(Shortcut.objects.values_list("place", flat=True)) == {0, 1, 2, 3}


def test_one_that_is_removed_leaves_no_hole(cast: Cast, alma: Any):
    acting = cast.acting(cast.alma)
    made = [add_shortcut("page", key, acting=acting) for key in ("log", "settings", "clinics")]
    alma.send(reverse("shortcuts:remove", args=[made[0].pk]))

    assert keys_of(acting) == ["settings", "clinics"]
    assert set(Shortcut.objects.values_list("place", flat=True)) == {0, 1}
    assert not remove_shortcut(made[0].pk, acting=acting)
    assert not move_shortcut(made[0].pk, past=made[1].pk, acting=acting)


def test_those_that_lead_nowhere_make_room(cast: Cast, alma: Any):
    acting = cast.acting(cast.alma)
    for number in range(MOST_SHORTCUTS):
        add_shortcut("gone", str(number), acting=acting)
    alma.send(ADD, {"to": "page:log"})
    assert keys_of(acting) == ["log"]


def test_there_is_room_for_twelve(cast: Cast, alma: Any, monkeypatch: pytest.MonkeyPatch):
    acting = cast.acting(cast.alma)
    for number in range(MOST_SHORTCUTS):
        page = Link(label=str(number), url="/", icon="star")
        monkeypatch.setitem(_pages, str(number), lambda _acting, page=page: page)
        add_shortcut("page", str(number), acting=acting)
    with pytest.raises(Refused):
        add_shortcut("page", "log", acting=acting)
    reply = alma.send(ADD, {"to": "page:log", "next": "/tjanster/"}, follow=True)
    assert "Det finns plats för 12 genvägar" in reply.content.decode()


def test_after_adding_one_is_back_where_one_was_and_nowhere_else(alma: Any):
    back = alma.send(ADD, {"to": "page:log", "next": "/tjanster/"})
    assert back.headers["Location"] == "/tjanster/"
    away = alma.send(ADD, {"to": "page:settings", "next": "//elsewhere.example/"})
    assert away.headers["Location"] == "/genvagar/"


def test_what_one_has_is_not_offered_again(cast: Cast):
    acting = cast.acting(cast.alma)
    add_shortcut("clinic", cast.heart.slug, acting=acting)
    offered = {
        (each.kind, each.key)
        for each in offered_to(acting, today=TODAY, besides=shortcuts_of(acting, today=TODAY))
    }
    assert ("page", "log") in offered
    assert ("clinic", cast.heart.slug) not in offered
    assert ("page", "people") not in offered


def test_nobody_else_sees_or_moves_them(cast: Cast):
    alma, carl = cast.acting(cast.alma), self_acting(cast.carl.user_id, TODAY)
    made = add_shortcut("page", "log", acting=alma)
    assert not remove_shortcut(made.pk, acting=carl)
    assert list(Shortcut.within(carl)) == []
    assert list(Shortcut.within(cast.acting(cast.maria))) == []
    assert list(ChosenClinic.within(cast.acting(cast.maria))) == []
    assert link_to("clinic", cast.heart.slug, carl, today=TODAY) is not None


def test_the_database_holds_one_shortcut_per_place(cast: Cast):
    add_shortcut("page", "log", acting=cast.acting(cast.alma))
    for kind, key, place in (("page", "x", 0), ("page", "log", 1), ("page", "y", MOST_SHORTCUTS)):
        with pytest.raises(IntegrityError):
            put(cast, kind, key, place)


def put(cast: Cast, kind: str, key: str, place: int) -> None:
    """A row past the actions, and what is checked at the end of a transaction."""
    with transaction.atomic():
        Shortcut.objects.create(patient=cast.alma, kind=kind, key=key, place=place)
        connection.check_constraints()

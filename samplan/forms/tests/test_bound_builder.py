"""The builder of a form that follows another: own questions move among their own, nothing else."""

import re

import pytest

from samplan.access.acting import StaffActing
from samplan.forms.building.own_questions import marked
from samplan.forms.engine import extensions as ext
from samplan.forms.supply.drafting import begin_draft, change_draft, make_form
from samplan.forms.supply.following import subscribe
from samplan.forms.supply.opening import document_of
from samplan.forms.supply.publishing import publish_draft
from samplan.forms.tests.builder import Builder
from samplan.forms.tests.chains import staff
from samplan.forms.tests.questionnaires import group, in_english, item
from samplan.forms.workbench.bench import Workbench
from samplan.organisations.models import Organisation, OrganisationKind, Role
from tests.cast import AT, ActingClient, Cast, make_staff

OUT, UP, DOWN, ELSEWHERE = "Flytta ut", "Flytta upp", "Flytta ner", "Flytta till en annan sida"
PLACE = "Efter a"

NAMES = {"url": ext.PLACE, "valueString": PLACE}
LOCKED = [
    group("sida-1", item("a", extension=[NAMES]), item("b")),
    group("sida-2", item("c")),
]


@pytest.fixture
def rut(cast: Cast) -> StaffActing:
    region = Organisation.objects.get(kind=OrganisationKind.REGION)
    return staff(cast.acting(make_staff("Rut", "Ask", "", region, Role.REGIONAL_ADMINISTRATOR)))


@pytest.fixture
def bound(stig: ActingClient, rut: StaffActing) -> Builder:
    """The heart clinic's draft on two pages, with own questions: two, and a group of two."""
    made = make_form("Inför besök", acting=rut, at=AT)
    first = change_draft(made, {**made.document, "item": LOCKED}, over=0, acting=rut, at=AT)
    version = publish_draft(first, over=first.revision, acting=rut, at=AT)
    acting = staff(stig.acting)
    draft = begin_draft(subscribe(version, acting=acting, at=AT), acting=acting, at=AT)
    own = [item("x"), item("y"), group("z", item("z1"), item("z2"))]
    page, other = LOCKED
    first, last = page["item"]
    builder = Builder(stig, draft)
    kept = [marked(each, PLACE) for each in own]
    builder.change([{**page, "item": [first, *kept, last]}, other])
    return builder


def buttons(builder: Builder, link_id: str) -> set[str]:
    """What its card says can be done about where it stands."""
    page = builder.get(vald=link_id).content.decode()
    card = page.partition(f'data-id="{link_id}"')[2].partition("</li>")[0]
    return {each for each in (OUT, UP, DOWN, ELSEWHERE) if f">{each}<" in card}


def test_own_questions_move_among_those_at_their_place(bound: Builder):
    bound.post("flytt/", id="x", to="down")
    assert bound.ids()[1:4] == ["a", "y", "x"]
    bound.post("flytt/", id="x", to="up")
    bound.post("flytt/", id="y", to="before", other="x")
    assert bound.ids()[1:4] == ["a", "y", "x"]
    bound.post("flytt/", id="y", to="into", other="sida-1")  # dragged to be the last of them
    assert bound.ids()[1:8] == ["a", "x", "z", "z1", "z2", "y", "b"]


def test_only_what_can_be_done_has_a_button(bound: Builder):
    assert buttons(bound, "x") == {DOWN}
    assert buttons(bound, "y") == {UP, DOWN}
    assert buttons(bound, "z") == {UP}
    assert buttons(bound, "z1") == {DOWN}  # out of it, it would not be one of their own
    assert buttons(bound, "b") == set()


def test_only_what_can_be_dragged_has_a_handle(bound: Builder):
    page = bound.get().content.decode()
    cards = re.findall(r'<li class="build-card[^>]*data-id="(\w+)"(.*?)</li>', page, re.DOTALL)
    assert {link_id for link_id, card in cards if "build-grip" in card} == {"x", "y", "z"}
    assert {link_id for link_id, card in cards if f'data-run="{PLACE}"' in card} == {"x", "y", "z"}
    for link_id in ("y", "z"):
        bound.post("borttagning/", id=link_id, sure="yes")
    assert "build-grip" not in bound.get().content.decode()


def test_english_is_missed_only_in_what_one_can_word(bound: Builder):
    bound.draft.refresh_from_db()
    own = document_of(bound.draft)
    titled = {**own, "title": "Inför besök", "_title": in_english("Before the visit")}
    bench = Workbench(bound.draft)
    bound.draft.document = titled
    assert {each.link_id for each in bench.remarks} == {"x", "y", "z", "z1", "z2"}


def test_a_form_of_ones_own_keeps_its_handles_and_buttons(builder: Builder):
    assert builder.get().content.decode().count('class="build-grip"') == 2
    assert buttons(builder, "a") == {DOWN}
    builder.change([group("sida-1", group("g", item("a"))), group("sida-2", item("b"))])
    assert buttons(builder, "g") == {ELSEWHERE}
    assert buttons(builder, "a") == {OUT}

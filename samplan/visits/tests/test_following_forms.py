"""A clinic that follows a form lets its visit types send the followed one, and the log says so."""

from dataclasses import dataclass

from samplan.access.acting import StaffActing
from samplan.audit.models import Event
from samplan.forms.models import Questionnaire
from samplan.forms.supply.drafting import change_draft, make_form
from samplan.forms.supply.following import subscribe
from samplan.forms.supply.publishing import publish_draft
from samplan.forms.tests.questionnaires import group, item
from samplan.organisations.models import Organisation, OrganisationKind, Role
from samplan.visits.models import VisitType
from samplan.visits.tests.staff_world import World, make_type
from tests.cast import AT, make_staff


@dataclass(frozen=True)
class Followed:
    """The region's form and the clinic's own that follows it."""

    origin: Questionnaire
    own: Questionnaire
    by: StaffActing


def follow(world: World, *type_names: str) -> Followed:
    region = Organisation.objects.get(kind=OrganisationKind.REGION)
    rut = world.cast.acting(make_staff("Rut", "Ask", "", region, Role.REGIONAL_ADMINISTRATOR))
    stig = world.cast.acting(world.cast.stig)
    assert isinstance(rut, StaffActing)
    assert isinstance(stig, StaffActing)
    draft = make_form("Inför besök", acting=rut, at=AT)
    document = {**draft.document, "item": [group("sida-1", item("a"))]}
    draft = change_draft(draft, document, over=0, acting=rut, at=AT)
    version = publish_draft(draft, over=draft.revision, acting=rut, at=AT)
    for name in type_names:
        make_type(world.cast.heart, name, version.questionnaire)
    make_type(world.cast.urology, "Andras", version.questionnaire)
    return Followed(version.questionnaire, subscribe(version, acting=stig, at=AT), stig)


def traces() -> list[Event]:
    return list(Event.objects.filter(kind="visit_type.changed"))


def test_each_visit_type_that_is_moved_leaves_a_trace(world: World) -> None:
    followed = follow(world, "Kontroll", "Återbesök")

    moved = VisitType.objects.filter(questionnaire=followed.own)
    assert {each.name for each in moved} == {"Kontroll", "Återbesök"}
    assert {each.body["about"] for each in traces()} == {str(each.pk) for each in moved}
    assert {each.body["actor"] for each in traces()} == {followed.by.actor_id}
    assert {each.unit for each in traces()} == {str(world.cast.heart.pk)}


def test_other_forms_and_other_clinics_stay(world: World) -> None:
    followed = follow(world, "Kontroll")

    world.heart_type.refresh_from_db()
    assert world.heart_type.questionnaire == world.questions
    assert VisitType.objects.get(name="Andras").questionnaire == followed.origin


def test_where_nothing_is_moved_nothing_is_logged(world: World) -> None:
    follow(world)

    assert traces() == []

"""The local administrator keeps visit types and what can be booked."""

import pytest

from samplan.access.acting import StaffActing, SystemActing
from samplan.access.policies import Refused
from samplan.audit.models import Event
from samplan.bookings.models import Resource
from samplan.forms.engine.extensions import PERFORMER
from samplan.forms.loading import publish
from samplan.forms.models import Questionnaire, QuestionnaireVersion, VersionStatus
from samplan.forms.queries import published
from samplan.forms.tests.questionnaires import item, questionnaire
from samplan.organisations.models import Organisation, OrganisationKind
from samplan.visits import actions
from samplan.visits.models import Send, VisitType
from samplan.visits.policies import NotSent
from samplan.visits.tests.staff_world import World, make_type
from tests.cast import AT, ActingClient

TYPES, RESOURCES = "/vard/besokstyper/", "/vard/resurser/"


def facts(world: World, **changes) -> dict[str, object]:
    return {
        "name": "Årskontroll",
        "purpose": "kontroll efter ett år",
        "minutes": 45,
        "mode": "onsite",
        "place": "Plan 4",
        "before": "Ta med din läkemedelslista.\r\nÄt som vanligt.",
        "during": "",
        "after": "",
        "cost": "300 kronor",
        "late_cancel_hours": 24,
        "late_cancel_fee": "",
        "send": Send.TWO,
        "questionnaire": str(world.questions.pk),
        "answer_days_before": 3,
    } | changes


def test_a_new_type_can_be_chosen(world: World, administrator: ActingClient) -> None:
    assert administrator.send(f"{TYPES}ny/", facts(world)).status_code == 302

    made = VisitType.objects.get(name="Årskontroll")
    assert (made.clinic, made.minutes, made.send) == (world.cast.heart, 45, Send.TWO)
    assert made.questionnaire == world.questions
    assert made.before == "Ta med din läkemedelslista.\nÄt som vanligt."
    assert Event.objects.filter(kind="visit_type.added").count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"name": ""}, "name", ""),
        ({"name": "Uppföljning"}, "name", "already has one with that name"),
        ({"minutes": 4}, "minutes", "5 minutes"),
        ({"minutes": 601}, "minutes", "10 hours"),
        ({"questionnaire": ""}, "questionnaire", "Choose which questions"),
        ({"questionnaire": "0198c3a0-0000-7000-8000-000000000000"}, "questionnaire", ""),
        ({"place": "Plan\x00"}, "place", "cannot be shown"),
        ({"name": "x" * 121}, "name", "room for 120"),
    ],
)
def test_what_is_wrong_is_named_and_all_is_kept(
    world: World, administrator: ActingClient, changes: dict, field: str, sentence: str
) -> None:
    response = administrator.send(f"{TYPES}ny/", facts(world, **changes))

    assert response.status_code == 200
    assert sentence in str(response.context["form"].errors[field])
    assert "Ta med din läkemedelslista." in response.content.decode()
    assert VisitType.objects.count() == 2


def test_summons_alone_needs_no_questions(world: World, administrator: ActingClient) -> None:
    posted = facts(world, send=Send.SUMMONS, questionnaire="")

    assert administrator.send(f"{TYPES}ny/", posted).status_code == 302
    assert VisitType.objects.get(name="Årskontroll").questionnaire is None


def test_only_questions_in_use_can_be_chosen(world: World, administrator: ActingClient) -> None:
    QuestionnaireVersion.objects.update(status=VersionStatus.RETIRED)

    response = administrator.send(f"{TYPES}ny/", facts(world))

    assert "questionnaire" in response.context["form"].errors


def published_for_care(world: World, *performers: str) -> Questionnaire:
    said = [{"url": PERFORMER, "valueCode": performer} for performer in performers]
    document = questionnaire(item("a"), title="Vårdens egna", extension=said)
    version, _is_new = publish(
        document, slug="egna", owner=world.cast.heart, acting=SystemActing("test"), at=AT
    )
    return version.questionnaire


def test_questions_that_care_answers_itself_are_not_sent(
    world: World, administrator: ActingClient
) -> None:
    form = published_for_care(world, "Practitioner")
    page = administrator.get(f"{TYPES}ny/").content.decode()
    assert "Vårdens egna" not in page

    response = administrator.send(f"{TYPES}ny/", facts(world, questionnaire=str(form.pk)))
    assert response.context["form"].errors["questionnaire"]

    stig = world.cast.acting(world.cast.stig)
    assert isinstance(stig, StaffActing)
    chosen = facts(world) | {"questionnaire_id": form.pk}
    chosen.pop("questionnaire")
    with pytest.raises(Refused, match="Care answers"):
        actions.add_visit_type(chosen, acting=stig)
    with pytest.raises(Refused, match="Care answers"):
        actions.change_visit_type(world.heart_type, {"questionnaire_id": form.pk}, acting=stig)


def test_questions_for_both_are_sent(world: World, administrator: ActingClient) -> None:
    form = published_for_care(world, "Practitioner", "RelatedPerson")
    posted = facts(world, questionnaire=str(form.pk))
    assert administrator.send(f"{TYPES}ny/", posted).status_code == 302


def test_questions_that_have_become_cares_own_are_not_sent(world: World) -> None:
    form = published_for_care(world, "Practitioner")
    VisitType.objects.filter(pk=world.heart_type.pk).update(questionnaire=form)
    both, clinic_id = [form.pk, world.questions.pk], world.heart_type.clinic_id
    assert published(both, clinic_id=clinic_id).keys() == {world.questions.pk}


def test_questions_that_are_limited_to_other_regions_are_not_sent(world: World) -> None:
    nation = Organisation.objects.get(kind=OrganisationKind.NATION)
    other = Organisation.objects.create(
        kind=OrganisationKind.REGION, parent=nation, name="Region Söder", hsa_id="x", slug="soder"
    )
    made = publish(
        questionnaire(item("q")), slug="n", owner=nation, acting=SystemActing("test"), at=AT
    )
    form = made[0].questionnaire
    VisitType.objects.filter(pk=world.heart_type.pk).update(questionnaire=form)
    visit = world.planned()
    form.limited_to.set([other])
    with pytest.raises(NotSent) as refusal:
        actions.send_visit(visit, acting=world.nurse, at=AT)
    assert refusal.value.code == "no_questions"
    form.limited_to.add(world.cast.heart.parent_id)
    assert actions.send_visit(visit, acting=world.nurse, at=AT).response_id


def test_a_change_leaves_planned_visits_as_they_are(
    world: World, administrator: ActingClient
) -> None:
    visit = world.planned()

    administrator.send(f"{TYPES}{world.heart_type.pk}/", facts(world, name="Återbesök"))

    visit.refresh_from_db()
    world.heart_type.refresh_from_db()
    assert (visit.name, world.heart_type.name) == ("Uppföljning", "Återbesök")


def test_a_type_out_of_use_is_not_offered(
    world: World, administrator: ActingClient, nurse: ActingClient
) -> None:
    plan = f"/vard/patienter/{world.cast.alma.pk}/nytt-besok/"
    assert nurse.get(plan, {"typ": str(world.heart_type.pk)}).status_code == 200

    administrator.send(f"{TYPES}{world.heart_type.pk}/bruk/", {"use": "no"})

    assert nurse.get(plan).context["types"] == []
    assert nurse.get(plan, {"typ": str(world.heart_type.pk)}).status_code == 404

    administrator.send(f"{TYPES}{world.heart_type.pk}/bruk/", {"use": "yes"})
    assert nurse.get(plan).context["types"] == [world.heart_type]


def test_resources_are_kept_likewise(world: World, administrator: ActingClient) -> None:
    posted = {"name": "Rum 4", "staff": ""}
    assert administrator.send(f"{RESOURCES}ny/", posted).status_code == 302
    again = administrator.send(f"{RESOURCES}ny/", posted)
    assert "already has one with that name" in str(again.context["form"].errors["name"])

    room = Resource.objects.get(name="Rum 4")
    maria = str(world.cast.maria.staff_id)
    administrator.send(f"{RESOURCES}{room.pk}/", {"name": "Rum 5", "staff": maria})
    administrator.send(f"{RESOURCES}{room.pk}/bruk/", {"use": "no"})

    room.refresh_from_db()
    assert (room.name, str(room.staff_id), room.is_in_use) == ("Rum 5", maria, False)


def test_a_resource_stands_for_the_clinics_own_staff_only(
    world: World, administrator: ActingClient
) -> None:
    posted = {"name": "Petra", "staff": str(world.cast.petra.staff_id)}

    assert "staff" in administrator.send(f"{RESOURCES}ny/", posted).context["form"].errors


def test_another_clinics_are_not_there(world: World, administrator: ActingClient) -> None:
    other_type, other = world.urology_type.pk, world.petra.pk

    assert administrator.get(f"{TYPES}{other_type}/").status_code == 404
    assert administrator.send(f"{TYPES}{other_type}/bruk/", {"use": "no"}).status_code == 404
    assert administrator.get(f"{RESOURCES}{other}/").status_code == 404
    assert administrator.send(f"{RESOURCES}{other}/bruk/", {"use": "no"}).status_code == 404


def test_nurses_do_not_administer(world: World, nurse: ActingClient) -> None:
    assert nurse.get(TYPES).status_code == 404
    assert nurse.send(f"{RESOURCES}ny/", {"name": "Rum"}).status_code == 404
    with pytest.raises(Refused):
        actions.add_resource({"name": "Rum"}, acting=world.nurse)


def test_administration_reaches_no_further_than_its_clinic(world: World) -> None:
    stig = world.cast.acting(world.cast.stig)

    with pytest.raises(Refused):
        actions.use_visit_type(world.urology_type, is_in_use=False, acting=stig)


def test_lists_cost_the_same_whatever_their_length(
    world: World, administrator: ActingClient, django_assert_max_num_queries
) -> None:
    for number in range(40):
        make_type(world.cast.heart, f"Typ {number:02}", world.questions)
    administrator.get(TYPES)

    with django_assert_max_num_queries(4):
        page = administrator.get(TYPES)
    with django_assert_max_num_queries(3):
        administrator.get(RESOURCES)

    following = page.context["following"]
    assert len(page.context["rows"]) == 30
    assert len(administrator.get(TYPES, {"efter": following.hex}).context["rows"]) == 11

"""Which form a visit type sends: chosen among forms of one name, and shown in the list."""

from samplan.access.acting import StaffActing, SystemActing
from samplan.forms.loading import publish
from samplan.forms.models import QuestionnaireVersion, VersionStatus
from samplan.forms.tests.questionnaires import item, questionnaire
from samplan.organisations.models import Organisation, OrganisationKind, Role
from samplan.visits.models import Send
from samplan.visits.tests.staff_world import World, make_type
from samplan.visits.type_forms import own_types_that_send
from tests.cast import AT, ActingClient, browser_of, make_staff

TYPES = "/vard/besokstyper/"


def of_owner(owner: Organisation, *texts: str) -> QuestionnaireVersion:
    """A form of one and the same name, in as many versions as there are texts."""
    for text in texts:
        document = questionnaire(item("q", text=text), title="Hälsa", url="https://form.example/h")
        made = publish(document, slug="halsa", owner=owner, acting=SystemActing("test"), at=AT)
    return made[0]


def test_forms_of_one_name_are_told_apart_by_owner_and_version(
    world: World, administrator: ActingClient
) -> None:
    nation = Organisation.objects.get(kind=OrganisationKind.NATION)
    of_owner(nation, "Ett", "Två")
    of_owner(world.cast.heart, "Ett")

    field = administrator.get(f"{TYPES}ny/").context["form"].fields["questionnaire"]

    assert [label for _, label in field.choices if "Hälsa" in label] == [
        f"Hälsa · {world.cast.heart.name}, version 1",
        f"Hälsa · {nation.name}, version 2",
    ]


def test_the_list_names_the_form_of_each_type(world: World, administrator: ActingClient) -> None:
    make_type(world.cast.heart, "Bara kallelse", world.questions, send=Send.SUMMONS)

    alone, asking = administrator.get(TYPES).context["rows"]

    version = QuestionnaireVersion.objects.get(questionnaire=world.questions)
    assert version.title in asking.form_name
    assert (alone.form_name, alone.lacks_form, asking.lacks_form) == ("", False, False)
    page = administrator.get(TYPES).content.decode()
    assert f'href="/vard/formular/versioner/{version.pk}/"' in page


def test_a_form_out_of_use_is_said_in_the_list(world: World, administrator: ActingClient) -> None:
    assert "The form is out of use" not in administrator.get(TYPES).content.decode()
    QuestionnaireVersion.objects.update(status=VersionStatus.RETIRED)

    assert "The form is out of use" in administrator.get(TYPES).content.decode()


def form_page(browser: ActingClient, version: QuestionnaireVersion) -> str:
    return browser.get(f"/vard/formular/{version.questionnaire_id}/").content.decode()


def test_the_form_names_the_visit_types_that_send_it(
    world: World, administrator: ActingClient
) -> None:
    version = of_owner(world.cast.heart, "Ett")
    assert "Nothing sends the form yet" in form_page(administrator, version)

    ours = make_type(world.cast.heart, "Kontroll", version.questionnaire)

    page = form_page(administrator, version)
    assert f'<a class="ds-link" href="{TYPES}{ours.pk}/">Kontroll</a>' in page
    assert f'href="{TYPES}"' in page
    assert "Nothing sends the form yet" not in page


def test_others_types_are_counted_and_not_named(world: World) -> None:
    region = Organisation.objects.get(kind=OrganisationKind.REGION)
    rut = world.cast.acting(make_staff("Rut", "Ask", "", region, Role.REGIONAL_ADMINISTRATOR))
    assert isinstance(rut, StaffActing)
    version = of_owner(region, "Ett")
    make_type(world.cast.heart, "Kontroll", version.questionnaire)

    page = form_page(browser_of(rut), version)

    assert "Besökstyper – 1" in page
    assert "Kontroll" not in page
    assert "Använd i en besökstyp" not in page


def test_only_the_actings_own_types_are_named(world: World) -> None:
    stig = world.cast.acting(world.cast.stig)
    assert isinstance(stig, StaffActing)

    named = own_types_that_send([world.questions.pk], stig)

    assert [each.name for each in named] == [world.heart_type.name]
    assert own_types_that_send([world.questions.pk], world.nurse) == []

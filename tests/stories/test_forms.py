"""A form from an empty page to a patient's answers, by way of region and clinic."""

import json
from pathlib import Path

from django.core.management import call_command
from django.urls import reverse

from samplan.forms.models import Questionnaire
from samplan.organisations.models import Organisation, OrganisationKind, Role
from samplan.visits.models import VisitType
from tests.cast import make_staff
from tests.stories.building import (
    TITLE,
    adds,
    makes_a_form,
    publishes,
    shows_only_if,
)
from tests.stories.conftest import Arrives
from tests.stories.town import Town
from tests.stories.visitor import PHONE, Visitor

RUT, ULLA = "Rut Ask, Regionadministratör", "Ulla Ström, Administratör"
TROUBLE, HOW_LONG, MOST = "Har du svårt att kissa?", "Hur länge har du haft det?", "Vad är värst?"
NEW = "Hur sover du?"


def test_a_region_builds_a_form_and_a_clinic_follows_it(town: Town, arrives: Arrives) -> None:
    # Given administrators of the region and of the urology clinic
    administrators(town)

    # When Rut builds a form from an empty page, with a question that depends on another
    rut = arrives(RUT)
    makes_a_form(rut)
    adds(rut, "Ja eller nej", TROUBLE)
    adds(rut, "Välj en", HOW_LONG, "Några veckor", "Några månader")
    shows_only_if(rut, HOW_LONG, TROUBLE, "är ja")
    rut.reads(f"visas bara om svaret på ”{TROUBLE}” är ja")
    adds(rut, "Lång text", MOST)
    publishes(rut)

    # Then Ulla finds it, follows it, and lets a visit type send it
    ulla = arrives(ULLA)
    follows_the_form(ulla)
    lets_the_visit_type_send_it(ulla)

    # And Alma begins to answer, and goes on later
    visit = town.sent_by_petra()
    alma = arrives("Alma Ek", viewport=PHONE)
    alma.opens(reverse("visits:questions", args=[visit.pk]))
    alma.ticks("Ja")
    alma.ticks("Några månader")
    alma.presses("Fortsätt senare")

    # When Rut changes the form and Ulla takes the change, having seen what it is
    rut.presses("Ändra formuläret")
    adds(rut, "Lång text", NEW)
    publishes(rut)
    takes_what_is_new(ulla)

    # Then Alma goes on undisturbed, and sends
    alma.opens(reverse("visits:questions", args=[visit.pk]))
    alma.does_not_read(NEW)
    alma.writes(MOST, "Nätterna.")
    alma.presses("Nästa")
    alma.reads("Några månader", "Nätterna.")


def administrators(town: Town) -> None:
    region = Organisation.objects.get(kind=OrganisationKind.REGION)
    make_staff("Rut", "Ask", "Regionadministratör", region, Role.REGIONAL_ADMINISTRATOR)
    make_staff("Ulla", "Ström", "Administratör", town.cast.urology, Role.LOCAL_ADMINISTRATOR)


def follows_the_form(ulla: Visitor) -> None:
    ulla.follows("Formulär")
    ulla.follows(TITLE)
    ulla.reads("Så ser patienten det", MOST)
    ulla.presses("Prenumerera")
    ulla.reads("Ni prenumererar på formuläret.")


def lets_the_visit_type_send_it(ulla: Visitor) -> None:
    ulla.follows("Besökstyper")
    ulla.follows("Utredning")
    own = Questionnaire.objects.get(bond="subscribed")
    ulla.page.locator("#id_questionnaire").select_option(str(own.pk))
    ulla.presses("Spara")
    assert VisitType.objects.get(name="Utredning").questionnaire == own


def takes_what_is_new(ulla: Visitor) -> None:
    ulla.follows("Formulär")
    ulla.reads("Ny version att titta på")
    ulla.follows(TITLE)
    ulla.follows("Se vad som är nytt")
    ulla.reads(NEW, "Tillagd")
    ulla.presses("Ta den nya versionen")
    ulla.reads("Ni har den nya versionen.")


def test_a_file_from_outside_is_answered(town: Town, arrives: Arrives, tmp_path: Path) -> None:
    # Given a questionnaire that someone else has published
    file = tmp_path / "utifran.json"
    file.write_text(json.dumps(FROM_OUTSIDE))
    call_command("forms_import", str(file), owner=town.cast.heart.slug)
    imported = Questionnaire.objects.get(slug="from-outside")
    VisitType.objects.filter(clinic=town.cast.heart).update(questionnaire=imported)

    # When Alma answers it
    visit = town.sent()
    alma = arrives("Alma Ek")
    alma.opens(reverse("visits:questions", args=[visit.pk]))
    alma.writes("1. How many stairs can you climb?", "3")
    alma.presses("Nästa")
    alma.reads("3")
    alma.presses("Skicka")

    # Then her answers are sent
    alma.stands_at("Svaren är skickade")


FROM_OUTSIDE = {
    "resourceType": "Questionnaire",
    "url": "http://example.org/fhir/Questionnaire/stairs",
    "version": "2.1",
    "title": "From outside",
    "status": "active",
    "subjectType": ["Patient"],
    "item": [
        {
            "linkId": "1",
            "prefix": "1.",
            "text": "How many stairs can you climb?",
            "type": "integer",
            "required": True,
        },
        {
            "linkId": "2",
            "text": "What stops you?",
            "type": "choice",
            "answerOption": [{"valueString": "Breath"}, {"valueString": "Legs"}],
            "enableWhen": [{"question": "1", "operator": "<", "answerInteger": 2}],
        },
    ],
}

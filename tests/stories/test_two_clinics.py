"""Alma has two clinics, whose staff each see only their own."""

from tests.stories.conftest import Arrives
from tests.stories.town import MARIA, PETRA, Town
from tests.stories.visitor import Visitor

OWN_PAGES = ["", "kallelse/", "svar/", "andra/", "utskrift/"]


def test_each_clinic_sees_its_own_visit_only(town: Town, arrives: Arrives) -> None:
    # Given a visit of Alma's at each clinic
    at_heart, at_urology = town.sent(), town.sent_by_petra()

    # Then Alma sees both, each with its clinic
    alma = arrives("Alma Ek")
    alma.opens("/tider/")
    alma.reads("Uppföljning", "Utredning", "Hjärtmottagningen", "Urologmottagningen")
    alma.opens("/plan/")
    alma.reads("Uppföljning", "Utredning")

    # And each nurse sees her own, and nothing at the other's addresses
    maria, petra = arrives(MARIA), arrives(PETRA)
    sees_only(maria, "Uppföljning", "Utredning", theirs=str(at_urology.pk))
    sees_only(petra, "Utredning", "Uppföljning", theirs=str(at_heart.pk))


def sees_only(nurse: Visitor, own: str, other: str, *, theirs: str) -> None:
    nurse.follows("Patienter")
    nurse.follows("Alma Ek")
    nurse.reads(own)
    nurse.does_not_read(other)
    nurse.follows(own)
    nurse.stands_at("Alma Ek")
    for page in OWN_PAGES:
        nurse.opens(f"/vard/besok/{theirs}/{page}", status=404)
        nurse.does_not_read("Alma")

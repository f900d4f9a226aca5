"""A clinic takes a case type from above and hands it out, to some and to nobody else."""

from datetime import date

from samplan.cases.models import HandOut, Offering
from samplan.cases.tests.supplied import template
from samplan.contacts.tests.factories import contact_of
from samplan.patients.models import Patient
from tests.cast import consent, make_patient, relate
from tests.stories.conftest import Arrives
from tests.stories.town import MARIA, STIG, Town
from tests.stories.visitor import Visitor

TITLE = "Kontakta din fasta vårdkontakt"
LAST_DAY = "2027-06-30"


def test_handed_out_to_twelve_until_june_and_a_thirteenth_gets_nothing(
    town: Town, arrives: Arrives
) -> None:
    # Given twelve patients of the clinic, Alma among them, and one who is to be without
    template()
    a_patient(town, "Trettonde")
    twelve = [town.cast.alma, *(a_patient(town, f"Tolva{number}") for number in range(1, 12))]

    # When Stig takes the case type from the national templates
    stig = arrives(STIG)
    takes(stig)

    # And Maria hands it out to the twelve until June
    hands_out(arrives(MARIA), twelve)
    offering = Offering.objects.get()
    assert HandOut.objects.filter(offering=offering).count() == 12

    # Then one of the twelve, who has no care contact, reads that there is nobody to write to
    alma = arrives("Alma Ek")
    alma.opens(f"/tjanster/{offering.pk}/")
    alma.stands_at(TITLE)
    alma.reads("Du har ingen fast vårdkontakt här än", "Be om en fast vårdkontakt")

    # And begins once she has one
    contact_of(town.cast.alma, town.cast.maria)
    alma.opens(f"/tjanster/{offering.pk}/")
    alma.stands_at("Skriv till Maria")
    alma.presses("Börja")
    alma.reads("Vad gäller det?")

    # And for the thirteenth it is not there
    thirteenth = arrives("Trettonde Alm")
    thirteenth.opens(f"/tjanster/{offering.pk}/", status=404)


def a_patient(town: Town, given: str) -> Patient:
    """One more patient of the clinic."""
    patient = make_patient(given, "Alm", date(1960, 1, 1))
    relate(patient, town.cast.heart)
    consent(patient)
    return patient


def takes(stig: Visitor) -> None:
    stig.follows("Ärendetyper")
    stig.follows(TITLE)
    stig.presses("Följ den")
    stig.reads("Mottagningen har den. Säg vem som får använda den.")
    stig.ticks("De som mottagningen har delat ut den till")
    stig.presses("Spara")
    stig.reads("Sparat.")


def hands_out(maria: Visitor, patients: list[Patient]) -> None:
    maria.follows("Tjänster")
    maria.follows(TITLE)
    maria.follows("Dela ut med en lista")
    maria.writes("Personnummer", "\n".join(each.written_number for each in patients))
    maria.writes("Sista dag", LAST_DAY)
    maria.presses("Granska listan")
    maria.reads("Alma Ek")
    maria.presses("Ge den till 12 patienter")
    maria.reads("12 patienter till har den nu.", "Alma Ek")


def test_stig_makes_one_of_the_clinics_own_and_maria_lets_alma_in(
    town: Town, arrives: Arrives
) -> None:
    # Given a form that asks a question
    template("stall-en-fraga")
    stig = arrives(STIG)

    # When Stig words a case type, with a standard reply, and puts it in use for the approved
    stig.follows("Ärendetyper")
    stig.follows("Ny ärendetyp")
    stig.writes("Ärendetypens namn", "Fråga om stegen")
    stig.presses("Gör ärendetypen")
    adds_a_reply(stig)
    stig.picks("Formulär", "Ställ en fråga · Sverige, version 1")
    stig.presses("Spara och granska")
    stig.presses("Ta i bruk")
    stig.reads("Ärendetypen används nu.")
    stig.follows("Ärendetyper")
    stig.follows("Fråga om stegen")
    stig.ticks("Patienter som mottagningen har godkänt")
    stig.presses("Spara")
    stig.follows("Ärendetyper")
    stig.follows("Betjäningsområde")
    stig.stands_at("Betjäningsområde")
    stig.opens("/vard/arendetyper/import/")

    # And Maria approves Alma from her page
    maria = arrives(MARIA)
    maria.opens(f"/vard/patienter/{town.cast.alma.pk}/tjanster/")
    maria.presses("Ge den: Godkända patienter")
    maria.reads("Sparat. Det gäller genast.", "Har den")
    maria.opens("/vard/tjanster/godkanda/")
    maria.reads("Alma Ek")

    # Then Alma can begin, and Carl cannot
    address = f"/tjanster/{Offering.objects.get().pk}/"
    alma = arrives("Alma Ek")
    alma.opens(address)
    alma.stands_at("Fråga om stegen")
    arrives("Carl Sten").opens(address, status=404)


def adds_a_reply(stig: Visitor) -> None:
    stig.follows("Ändra standardsvaren")
    stig.writes("Svarets namn", "Tack")
    stig.writes("Text", "Hej {namn}!")
    stig.presses("Spara svaret")
    stig.reads("går inte att fylla i")
    stig.writes("Text", "Hej {förnamn}!")
    stig.presses("Spara svaret")
    stig.reads("Svaret är sparat.")
    stig.follows("Tillbaka")

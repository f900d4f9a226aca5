"""A patient has no contact and asks for one; gets one, sees who steps in, and asks to change."""

from samplan.contacts import actions
from samplan.contacts.models import CareContact
from samplan.organisations.models import Role
from tests.cast import AT, TODAY, make_staff
from tests.stories.conftest import Arrives
from tests.stories.town import MARIA, Town
from tests.stories.visitor import DESK, PHONE, SMALLEST


def test_alma_asks_for_a_contact_and_maria_gives_her_one(town: Town, arrives: Arrives) -> None:
    # Given Alma, who has nobody to turn to, and a phone
    alma = arrives("Alma Ek", viewport=PHONE)
    alma.opens("/vardkontakter/")
    alma.reads("Du har ingen fast vårdkontakt")

    # When she asks, first without saying why
    alma.follows("Be om en fast vårdkontakt")
    alma.presses("Skicka")
    alma.reads("Skriv några ord, så att mottagningen kan hjälpa dig.")
    alma.writes("Berätta med egna ord", "Jag vill ha någon att ringa till.")
    alma.presses("Skicka")
    alma.reads("Mottagningen har inte svarat än")

    # Then Maria sees it and gives herself, forgetting how hours are written
    maria = arrives(MARIA, viewport=DESK)
    maria.opens("/vard/vardkontakter/")
    maria.reads("Jag vill ha någon att ringa till.")
    maria.follows("Svara: Alma Ek ber om en fast vårdkontakt")
    maria.ticks("Ge en vårdkontakt")
    maria.picks("Vem", "Maria Nyström, Hjärtsjuksköterska")
    maria.ticks("Samordnar patientens plan")
    maria.writes("Hjälper med", "läkemedel, oro, planering")
    maria.writes("Telefontider", "förmiddagar")
    maria.presses("Skicka svaret")
    maria.reads("Skriv tiderna som 8-11")
    maria.writes("Telefontider", "8-11")
    maria.presses("Skicka svaret")
    maria.reads("Samordnar planen")

    # And notes something that Alma never reads
    maria.follows("Ändra: Maria Nyström")
    maria.writes("Anteckning för personal", "dottern ringer ofta")
    maria.presses("Spara anteckningen")

    # And Alma reads who it is, on the first page
    alma.opens("/")
    alma.reads("Min fasta vårdkontakt", "Maria Nyström", "samordnar din plan", "mån–fre 8–11")
    alma.follows("Allt om dina vårdkontakter")
    alma.reads("Du har fått en vårdkontakt", "inom 2 arbetsdagar")
    alma.does_not_read("dottern ringer ofta")


def test_alma_reads_who_steps_in_and_asks_to_change(town: Town, arrives: Arrives) -> None:
    # Given that Maria is Alma's contact, and is away while Ove steps in
    cast = town.cast
    ove = make_staff("Ove", "Ros", "Sjuksköterska", cast.heart, Role.HANDLER)
    maria = cast.acting(cast.maria)
    assert maria.kind == "staff"
    facts = actions.ContactFacts(starts_on=TODAY, note_to_patient="Ring hellre en gång för mycket.")
    staff_id = cast.maria.staff_id
    actions.give_contact(cast.alma.pk, cast.heart.pk, staff_id, facts, acting=maria, at=AT)
    away = {"from_on": TODAY, "until_on": TODAY, "stand_in_id": ove.staff_id}
    actions.note_absence(staff_id, **away, acting=maria, at=AT)

    # When Alma looks from the smallest phone
    alma = arrives("Alma Ek", viewport=SMALLEST)
    alma.opens("/vardkontakter/")

    # Then she reads who answers instead, and can ask to change
    alma.reads("Maria är borta till och med", "Ove Ros svarar i stället.", "Vi vill att du vet:")
    alma.follows("Be att få byta: Maria Nyström")
    alma.writes("Berätta med egna ord", "Jag vill hellre ha Ove.")
    alma.presses("Skicka")
    alma.reads("En annan kontakt än Maria Nyström")


def test_marias_pages_about_contacts(town: Town, arrives: Arrives) -> None:
    # Given a contact of Alma's
    cast, facts = town.cast, actions.ContactFacts(starts_on=TODAY)
    actions.give_contact(
        cast.alma.pk,
        cast.heart.pk,
        cast.maria.staff_id,
        facts,
        acting=cast.acting(cast.maria),
        at=AT,
    )

    # Then Maria can work from the smallest phone
    maria = arrives(MARIA, viewport=SMALLEST)
    for path in ("", "overlamning/", "franvaro/", "import/"):
        maria.opens(f"/vard/vardkontakter/{path}")
    for path in ("", "nytt/"):
        maria.opens(f"/vard/vardlag/{path}")
    of_alma = f"/vard/patienter/{cast.alma.pk}/vardkontakter/"
    for path in ("", "ny/", "overenskommet/", "journaltext/"):
        maria.opens(f"{of_alma}{path}")
    maria.opens(f"/vard/vardkontakter/{CareContact.objects.get().pk}/avslut/")
    maria.writes("Sista dag", "2026-11-23")
    maria.presses("Avsluta vårdkontakten")
    maria.reads("Vårdkontakten avslutas, och patienten får veta.")

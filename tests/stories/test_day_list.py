"""A day list from the booking system, looked through first and imported once."""

import pytest
from playwright.sync_api import FilePayload

from samplan.access.acting import SystemActing
from samplan.organisations.models import Assignment, Role
from samplan.visits.actions import cancel_visit
from samplan.visits.importing.sending_out import send_list
from samplan.visits.models import KeptList, Visit
from samplan.visits.tests.day_lists import file_of, row
from tests.cast import AT, LONG_AGO, make_staff
from tests.stories.conftest import Arrives
from tests.stories.town import MARIA, VISIT_DAY, Town
from tests.stories.visitor import Visitor

RESOURCE = "Maria Nyström, hjärtsjuksköterska"


def test_a_day_list_with_a_bad_row_is_imported_once(town: Town, arrives: Arrives) -> None:
    # Given a list with Alma, someone new, and a row with an unknown visit type
    rows = [
        a_row(0, number=town.cast.alma.identity_number or "", name="Alma Ek"),
        a_row(1, name="Yrsa Ny"),
        a_row(2, name="Fel Rad", kind="Ballongfärd"),
    ]
    list_file: FilePayload = {
        "name": "daglista.csv",
        "mimeType": "text/csv",
        "buffer": file_of(*rows),
    }
    maria = arrives(MARIA)

    # When Maria chooses it, then she sees what each row would become, and what is wrong with one
    looks_through(maria, list_file)
    maria.reads("Nya: 2 · finns redan: 0 · läses inte in: 1", "Nytt besök, ny på mottagningen")
    maria.reads("Mottagningen har ingen besökstyp som heter Ballongfärd")
    maria.opens("/vard/besok/?dag=2026-12-03")
    maria.reads("Inga besök den här dagen")

    # When she imports it, then the good rows are visits
    looks_through(maria, list_file)
    maria.presses("Läs in och skicka kallelserna")
    maria.stands_at("Listan är inläst")
    maria.opens("/vard/besok/?dag=2026-12-03")
    maria.reads("Alma Ek", "Yrsa Ny", "2 besök")

    # And the same list once more makes nothing twice
    looks_through(maria, list_file)
    maria.reads("Nya: 0 · finns redan: 2 · läses inte in: 1", "Listan har inget nytt att läsa in")

    # And Alma has her summons, as from any visit
    alma = arrives("Alma Ek")
    alma.reads("Två saker att göra inför ditt besök torsdag 3 december")


def test_summonses_that_wait_are_sent_by_a_colleague(
    town: Town, arrives: Arrives, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a list that Maria has imported, and whose summonses the worker is to send
    monkeypatch.setattr("samplan.visits.importing.keeping.SENT_AT_ONCE", 0)
    maria = arrives(MARIA)
    rows = [a_row(0, name="Yrsa Ny"), a_row(1, name="Ivar Ny")]
    looks_through(maria, {"name": "l.csv", "mimeType": "text/csv", "buffer": file_of(*rows)})
    maria.presses("Läs in och skicka kallelserna")
    maria.reads("Kallelserna skickas: 0 skickade, 2 kvar")
    make_staff("Greta", "Ahl", "Sjuksköterska", town.cast.heart, Role.HANDLER)
    greta = arrives("Greta Ahl, Sjuksköterska")

    # When Maria's assignment ends before the worker comes to it
    Assignment.objects.filter(pk=town.cast.maria.pk).update(ends_on=LONG_AGO)
    works()

    # Then her colleague sees on the board that they wait, and why
    greta.opens("/vard/besok/?dag=2026-12-03")
    greta.reads("Kallelser från en inläst lista är inte skickade än")
    greta.follows("Se vilka och varför")
    greta.reads("2 väntar, 0 gick inte att skicka")
    greta.follows("Listan som lästes in måndag 23 november kl. 10.00")
    greta.reads("2 rader: Uppdraget för den som bad om det har tagit slut", "Vi försöker igen")

    # When she starts the sending again, then one goes, and the other, whose visit she has
    # cancelled, is named with the reason
    cancelled = Visit.objects.get(patient__given_name="Ivar")
    cancel_visit(cancelled, reason="Sjuk", acting=SystemActing(job="test"), at=AT)
    greta.presses("Starta utskicket igen")
    works()
    greta.follows("Se hur långt det har kommit")
    greta.reads("Skickade kallelser: 1", "1 kallelse gick inte att skicka")
    greta.follows("Se vilka och varför")
    greta.reads("Ivar Ny", "Inte skickad: Besöket är avbokat, så ingen kallelse skickas")
    greta.does_not_read("Yrsa Ny")
    greta.presses("Vi har tagit hand om dem")
    greta.reads("Noterat")


def works() -> None:
    send_list(KeptList.objects.get().pk, at=AT)


def test_a_file_of_the_wrong_kind_is_refused_in_plain_words(town: Town, arrives: Arrives) -> None:
    # Given a PDF
    pdf: FilePayload = {
        "name": "lista.csv",
        "mimeType": "text/csv",
        "buffer": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    }

    # When Maria chooses it, then she is told what to do instead
    maria = arrives(MARIA)
    looks_through(maria, pdf)
    maria.reads("Det här är en PDF. Exportera dagslistan som CSV från bokningssystemet.")


def a_row(place: int, *, name: str, number: str = "", kind: str = "Uppföljning") -> str:
    return row(place, number=number, name=name, kind=kind, day=VISIT_DAY, resource=RESOURCE)


def looks_through(maria: Visitor, list_file: FilePayload) -> None:
    maria.opens("/vard/besok/")
    maria.follows("Läs in en dagslista")
    maria.attaches("Dagslista", list_file)
    maria.presses("Granska")

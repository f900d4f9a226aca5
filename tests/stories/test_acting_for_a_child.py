"""Bo, who is here for himself and for Cleo, in two tabs and by a link."""

from tests.stories.conftest import Arrives
from tests.stories.town import Town
from tests.stories.visitor import Visitor

BAND = "Du är här för Cleo Lind"
PAGES = ["/", "/inkorg/", "/plan/", "/tider/", "/tjanster/", "/installningar/", "/atkomst/"]
TEXT = "Jag vill prata om min medicin."


def test_the_old_tab_keeps_what_was_written_and_gives_it_back(town: Town, arrives: Arrives) -> None:
    # Given Bo with his own questions in one tab, and Cleo's pages in another
    visit = town.sent(town.cast.bo)
    bo = arrives("Bo Lind")
    bo.opens(f"/tider/{visit.pk}/fragor/")
    other_tab = bo.opens_a_tab()
    switches_to_cleo(other_tab)

    # When he writes on in the old tab and goes on
    bo.watch.forgive("Response Status Error Code 409")
    bo.writes("Vad vill du ta upp på besöket?", TEXT)
    bo.presses("Nästa", status=409)

    # Then nothing is sent, and it says for whom it was
    bo.stands_at("Ingenting skickades")
    bo.reads("Det du skrev gällde Bo Lind", "finns kvar i en halvtimme", BAND)

    # When he switches back, then what he wrote is there, and goes on from there
    bo.presses("Byt till Bo Lind")
    bo.stands_at("Det du skrev finns kvar")
    bo.reads(TEXT)
    bo.presses("Fortsätt med det här")
    bo.presses("Föregående")
    assert bo.page.get_by_label("Vad vill du ta upp på besöket?").input_value() == TEXT


def test_the_band_stands_on_every_page_with_the_way_back(town: Town, arrives: Arrives) -> None:
    # Given Bo, who is here for Cleo
    visit = town.sent(town.cast.cleo)
    bo = arrives("Bo Lind")
    bo.does_not_read("Du är här för")
    switches_to_cleo(bo)

    # Then the band stands on every page, in whatever service
    for path in [*PAGES, f"/tider/{visit.pk}/", f"/tider/{visit.pk}/fragor/"]:
        bo.opens(path)
        bo.reads(BAND)

    # When he goes back, then the band is gone
    bo.presses("Tillbaka till dig själv")
    bo.opens("/")
    bo.stands_at("Hej Bo")
    bo.does_not_read("Du är här för")


def test_a_link_to_the_childs_visit_asks_whether_to_switch(town: Town, arrives: Arrives) -> None:
    # Given a link to Cleo's visit
    link = f"/tider/{town.sent(town.cast.cleo).pk}/"

    # When Bo opens it as himself, then he is asked, and comes to it as Cleo's guardian
    bo = arrives("Bo Lind")
    bo.opens(link)
    bo.stands_at("Byta person?")
    bo.does_not_read("Uppföljning")
    bo.presses("Byt till Cleo Lind")
    bo.stands_at("Uppföljning")
    bo.reads(BAND)

    # And Alma, who is nobody's guardian, learns nothing of it
    alma = arrives("Alma Ek")
    alma.opens(link, status=404)
    alma.stands_at("Sidan finns inte här")


def switches_to_cleo(bo: Visitor) -> None:
    bo.opens("/")
    bo.follows("Byt person")
    bo.presses("Cleo Lind")
    bo.reads(BAND)

"""The login ends in the middle of a form. Nothing that was written is lost, or shown to another."""

from datetime import timedelta

import time_machine
from django.contrib.sessions.models import Session

from tests.cast import AT
from tests.stories.conftest import Arrives
from tests.stories.town import Town
from tests.stories.visitor import FACES, Visitor

TEXT = "Jag blir andfådd i trappan."
WISHES = "Helst en förmiddag."
QUESTION = "Vad vill du ta upp på besöket?"


def test_what_was_written_comes_back_to_the_same_person(town: Town, arrives: Arrives) -> None:
    # Given Alma, who has written and whose login has ended
    alma = arrives("Alma Ek")
    writes_when_the_login_has_ended(alma, town)
    alma.reads("Du har blivit utloggad")

    # When she signs in again, then what she wrote is there, and goes on from there
    alma.follows(FACES)
    alma.presses("Alma Ek")
    alma.stands_at("Det du skrev finns kvar")
    alma.reads(TEXT)
    alma.presses("Fortsätt med det här")
    alma.reads("Steg 2 av 4")
    alma.presses("Föregående")
    assert alma.page.get_by_label(QUESTION).input_value() == TEXT


def test_it_does_not_come_to_another_person(town: Town, arrives: Arrives) -> None:
    # Given Alma's words, kept, at a browser that others use too
    alma = arrives("Alma Ek")
    writes_when_the_login_has_ended(alma, town)

    # When Carl signs in there, then he sees nothing of it
    carl = alma
    carl.follows(FACES)
    carl.presses("Carl Sten")
    carl.stands_at("Hej Carl")
    carl.opens("/aterlamnat/")
    carl.does_not_read(TEXT)
    carl.signs_out()

    # And Alma still gets it back
    alma.signs_in_as("Alma Ek")
    alma.reads(TEXT)


def test_a_page_from_yesterday_is_read_again_before_it_is_sent(
    town: Town, arrives: Arrives
) -> None:
    # Given Alma, who has left a page open over the night and signed in anew beside it
    alma = arrives("Alma Ek")
    alma.opens(f"/tider/{town.sent().pk}/andra/")
    alma.ticks("Be om en annan tid")
    alma.writes("Vilka tider passar dig?", WISHES)
    with time_machine.travel(AT + timedelta(hours=13), tick=True):
        beside = alma.opens_a_tab()
        beside.opens("/")
        beside.signs_in_as("Alma Ek")

        # When she goes on with the old page, then nothing is sent before she has seen it again
        alma.watch.forgive("Response Status Error Code")
        alma.presses("Skicka", status=409)
        alma.reads("Inget har skickats än", "för mer än 12 timmar sedan", WISHES)

        # And one press sends it
        alma.presses("Fortsätt med det här")
        alma.reads("Du behåller din tid tills mottagningen har svarat")


def writes_when_the_login_has_ended(alma: Visitor, town: Town) -> None:
    alma.opens(f"/tider/{town.sent().pk}/fragor/")
    alma.watch.forgive("Response Status Error Code")
    Session.objects.all().delete()
    alma.writes(QUESTION, TEXT)
    alma.presses("Nästa")

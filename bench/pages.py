"""The pages that are measured: who opens them, and a word that a right answer holds."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from bench import people
from bench.client import Ask, Work
from bench.places import ASKED, FOUND
from bench.rows import BOARD_DAY, key
from bench.talk_rows import TALK
from samplan.cases.queue import Shelf
from tests.cast import ActingClient

Visitor = Callable[[int], ActingClient]  # of a connection, by its number


@dataclass(frozen=True)
class Page:
    """One scenario: what a connection, by its number, asks in so many turns."""

    name: str
    work: Callable[[int, int], Work]


def opened(name: str, path: str, holds: str, *, by: Visitor) -> Page:
    """A page that is opened again and again."""
    ask = Ask(path, holds)
    return Page(name, lambda lane, turns: Work(by(lane), [(ask,)] * turns, ask))


def patient(_lane: int) -> ActingClient:
    """The patient of the ordinary pages."""
    return people.patient(0)


def nurse(_lane: int) -> ActingClient:
    """The one who prepares visits."""
    return people.staff(people.NURSE)


BARE = opened("bare", "/bench/bare/", "Mottagning 0", by=patient)
PAGES = [
    opened("start", "/", "Uppföljning", by=patient),
    opened("inbox", "/inkorg/", "Kallelse", by=patient),
    opened("plan", "/plan/", "Uppföljning", by=patient),
    opened("visit", f"/tider/{key(4, 0)}/", "Ta hiss B", by=patient),
    opened("case with 50 messages", f"/inkorg/{key(6, 0)}/", "Ta med din", by=patient),
    opened("conversation with 50 messages", f"/inkorg/{TALK}/", "skriv vad du tar", by=patient),
    opened("the same, staff", f"/vard/arenden/{TALK}/", "skriv vad du tar", by=nurse),
    opened("clinics", f"/mottagningar/?{urlencode({'q': ASKED})}", FOUND, by=patient),
    opened("clinics, none found", "/mottagningar/?q=kvinno+xyzt", "Menade du", by=patient),
    opened("clinic", "/mottagningar/bench-0/", "Ta hiss B", by=patient),
    *(
        opened(f"queue: {shelf}", f"/vard/arenden/?visa={shelf.value}", "Kontakta oss", by=nurse)
        for shelf in (Shelf.TODO, Shelf.UNASSIGNED, Shelf.MINE, Shelf.LATE, Shelf.WAITING)
    ),
    opened("board with 30 visits", f"/vard/besok/?dag={BOARD_DAY}", "30 ", by=nurse),
    opened("preparation", f"/vard/besok/{key(4, 0)}/", "Jag blir yr", by=nurse),
]

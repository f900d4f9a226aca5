"""Day lists made for tests."""

from datetime import date, timedelta

from samplan.common.identity import make_test_identity_number
from samplan.visits.tests.staff_world import SOON

HEADINGS = "Personnummer;Namn;Datum;Tid;Minuter;Resurs;Besökstyp;Språk"
NAMELESS = "Personnummer;Datum;Tid;Minuter;Resurs;Besökstyp"
SHORT = 10  # minutes


def number_of(place: int) -> str:
    """Test number number `place`."""
    return make_test_identity_number(date(1940, 1, 1) + timedelta(days=place)).formatted


def row(
    place: int,
    *,
    number: str = "",
    name: str = "Test Testsson",
    clock: str = "",
    minutes: int = SHORT,
    resource: str = "Maria Nyström",
    kind: str = "uppföljning",
    day: date | None = None,
    language: str = "Svenska",
) -> str:
    """Row number `place` of a list: ten minutes each from eight o'clock, 48 a day."""
    on = day or SOON + timedelta(days=place // 48)
    begins = 8 * 60 + (place % 48) * SHORT
    at = clock or f"{begins // 60:02}:{begins % 60:02}"
    cells = [number or number_of(place), name, on, at, minutes, resource, kind, language]
    return ";".join(str(cell) for cell in cells)


def file_of(*rows: str, headings: str = HEADINGS) -> bytes:
    """A file as a booking system in Windows writes it."""
    return "\r\n".join([headings, *rows, ""]).encode("cp1252")


def list_of(count: int) -> bytes:
    """A list of so many good rows."""
    return file_of(*(row(place) for place in range(count)))

"""Sends of Maria's clinic, drawn up, started and run."""

from datetime import date

from samplan.cases.models import Send
from samplan.cases.sends import steering
from samplan.cases.sends.drawing_up import NewSend, draw_up
from samplan.cases.sends.reading import numbers_in
from samplan.cases.sends.running import run
from samplan.cases.tests.world import make_offering
from samplan.patients.models import Patient
from tests.cast import AT, TODAY, Cast, consent, make_patient, relate

DIARY = "blodtrycksdagbok"
WORDS = "Mät morgon och kväll i en vecka."


def make_receivers(
    cast: Cast, count: int, *, unreachable: int = 0, born_from: int = 1950
) -> list[Patient]:
    """Patients of Maria's clinic; the last ones have not agreed to digital contact."""
    people = []
    for number in range(count):
        born = date(born_from + number // 250, 1 + number // 25 % 10, 3 + number % 25)
        patient = make_patient(f"Person{number}", "Bok", born)
        relate(patient, cast.heart)
        if number < count - unreachable:
            consent(patient)
        people.append(patient)
    return people


def pasted(people: list[Patient]) -> str:
    """Their numbers, as staff paste them."""
    return "\n".join(each.identity_number for each in people)


def drawn_send(cast: Cast, text: str, *, slug: str | None = None, **facts) -> Send:
    """A send to those whom the text names: of a type, or words of Maria's own."""
    offering = make_offering(cast, slug) if slug else None
    new = NewSend(
        **{"title": "Mät blodtryck", "body": WORDS, "is_question": True, "offering": offering}
        | facts
    )
    return draw_up(new, numbers_in(text, today=TODAY), acting=cast.acting(cast.maria), at=AT)


def started_send(cast: Cast, text: str, **facts) -> Send:
    """The same, started and not run."""
    send = drawn_send(cast, text, **facts)
    started = steering.start(send.pk, acting=cast.acting(cast.maria), at=AT)
    assert started is not None
    return started


def sent(cast: Cast, text: str, **facts) -> Send:
    """The same, run to its end."""
    send = started_send(cast, text, **facts)
    run(send.pk, at=AT)
    send.refresh_from_db()
    return send

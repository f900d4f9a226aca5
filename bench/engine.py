"""What forms cost on one core, without a server or a database: checked, loaded, drawn, sent."""

import gc
import time
from collections.abc import Callable
from typing import Any

from django.utils import translation

from bench.questionnaires import answered, posted, questionnaire
from bench.rows import AT
from samplan.forms import engine
from samplan.forms.drafts import Draft
from samplan.forms.drawing.pages import draw_page
from samplan.forms.drawing.part_rows import parts_drawn

ON_PAGE = 10
CHECKED = 50  # questions of the form whose answers are checked
SIZES = (20, 150, 500)
ENOUGH = 0.2  # seconds of work in a round, so that the clock is fine enough
MOST_GROWTH = 1.3  # of the time for a question, from the shortest form to the longest


def print_figures(rounds: int) -> None:
    """The table, with whether cost grows as the form does."""
    print(f"Forms on one core, {ON_PAGE} questions a page, the best of {rounds} rounds.")
    a_minute = 60_000 / cost(checking(CHECKED), rounds)
    print(f"Answers to {CHECKED} questions read and checked: {a_minute:,.0f} a minute.\n")
    print(f"{'questions':>9}{'load':>10}{'render':>10}{'submit':>10}{'for each':>12}{'a page':>10}")
    for_each = []
    for size in SIZES:
        wholes = [cost(work(size), rounds) for work in (loading, rendering, submitting)]
        for_each.append(sum(wholes) / size)
        figures = "".join(f"{whole:>7.1f} ms" for whole in wholes)
        page = cost(posting(size), rounds)
        print(f"{size:>9}{figures}{for_each[-1]:>9.3f} ms{page:>7.2f} ms")
    growth = for_each[-1] / for_each[0]
    verdict = "cost grows as the form does" if growth <= MOST_GROWTH else "that is too much"
    print(f"A question of the longest costs {growth:.2f} times one of the shortest: {verdict}.")


def cost(work: Callable[[], Any], rounds: int) -> float:
    """Milliseconds of processor time for one go, in the best of the rounds."""
    work()
    took = []
    for _round in range(rounds):
        gc.collect()
        goes, began = 0, time.process_time()
        while (seconds := time.process_time() - began) < ENOUGH:
            work()
            goes += 1
        took.append(seconds * 1000 / goes)
    return min(took)


def document(size: int) -> dict[str, Any]:
    """A form of so many questions."""
    return questionnaire("urn:bench", size, on_page=ON_PAGE)


def checking(size: int) -> Callable[[], None]:
    """A response read as JSON and checked against its form."""
    form = engine.load(document(size))
    response = engine.response_from_answers(
        form, answered(form, "Jag blir yr."), authored_at=AT, status="completed"
    )

    def work() -> None:
        answers = engine.answers_from_response(form, response)
        if len(answers) != size or engine.validate(form, answers):
            raise SystemExit("The answers are not what they were.")

    return work


def loading(size: int) -> Callable[[], engine.Form]:
    """A questionnaire read, as each process does once."""
    written = document(size)
    return lambda: engine.load(written)


def rendering(size: int) -> Callable[[], None]:
    """Every page drawn, with everything answered."""
    form = engine.load(document(size))
    answers = answered(form, "Jag blir yr.")

    def work() -> None:
        draft = Draft(form, engine.Answers(answers))
        with translation.override("sv"):
            drawn = [parts_drawn(draw_page(draft, page).parts) for page in form.pages]
        if f"fråga {size}?" not in drawn[-1]:
            raise SystemExit("The last question is not drawn.")

    return work


def submitting(size: int) -> Callable[[], None]:
    """Every page read, all of it checked, and the response written."""
    form = engine.load(document(size))
    fields = posted(range(1, size + 1), "Jag blir yr.")

    def work() -> None:
        answers = engine.Answers()
        for page in form.pages:
            answers = engine.read_post(form, page, lambda name: fields.get(name, [])).onto(answers)
        if engine.validate(form, answers):
            raise SystemExit("Right answers are found wrong.")
        engine.response_from_answers(form, answers, authored_at=AT, status="completed")

    return work


def posting(size: int) -> Callable[[], None]:
    """The last page read and checked, with everything else answered: what each page costs."""
    form = engine.load(document(size))
    answers, page = answered(form, "Jag blir yr."), form.pages[-1]
    fields = posted(range(1, size + 1), "Jag mår bra.")

    def work() -> None:
        post = engine.read_post(form, page, lambda name: fields.get(name, []))
        if engine.check_page(form, page, post, answers):
            raise SystemExit("Right answers are found wrong.")

    return work

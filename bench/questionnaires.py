"""The bench's forms: as many questions as wanted, of ten kinds in turn, in Swedish and English."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from samplan.forms import engine
from samplan.forms.building.editing import with_extensions
from samplan.forms.building.presets import (
    OWN_OPTIONS,
    QUANTITIES,
    control,
    hint,
    measured,
    named,
    option,
    scale,
)
from samplan.forms.engine import field_name

KINDS: Final = 10
UNTRANSLATED: Final = 10  # every tenth question lacks its English: something to remark on
Json = dict[str, Any]


def questionnaire(url: str, questions: int, *, on_page: int, title: str = "Bänkens frågor") -> Json:
    """A form of so many questions, with `on_page` of them on each page."""
    pages = [
        _page(start, range(start, min(start + on_page, questions + 1)))
        for start in range(1, questions + 1, on_page)
    ]
    return {
        "resourceType": "Questionnaire",
        "url": url,
        "status": "active",
        "language": "sv",
        "title": title,
        "_title": named({}, "", "Questions of the bench")["_text"],
        "item": pages,
    }


def link_id(number: int) -> str:
    """The question's, counted from one."""
    return f"fraga-{number}"


def page_id(first: int) -> str:
    """That of the page which begins with this question."""
    return f"sida-{first}"


def posted(questions: range, words: str) -> dict[str, list[str]]:
    """Believable answers to these questions, as their fields post them."""
    return {field_name(link_id(number)): _KINDS[number % KINDS][1](words) for number in questions}


def answered(form: engine.Form, words: str) -> engine.Answers:
    """Every question of one of these forms answered."""
    answers = engine.Answers()
    fields = posted(range(1, len(form.items) + 1), words)
    for page in form.pages:
        answers = engine.read_post(form, page, lambda name: fields.get(name, [])).onto(answers)
    return answers


def _page(first: int, numbers: range) -> Json:
    page = {"linkId": page_id(first), "type": "group"}
    items = [_question(number) for number in numbers]
    return {**named(page, f"Del som börjar med {first}", f"Part from {first}"), "item": items}


def _question(number: int) -> Json:
    item = _KINDS[number % KINDS][0](number)
    english = f"How are you, question {number}?" if number % UNTRANSLATED else ""
    return named(item, f"Hur mår du, fråga {number}?", english)


def _plain(kind: str, **more: Any) -> Callable[[int], Json]:
    return lambda number: {"linkId": link_id(number), "type": kind, **more}


def _with_help(number: int) -> Json:
    helped = named(hint(f"{link_id(number)}-help", "help"), "Skriv det du vill.", "As you like.")
    return {**_plain("text", maxLength=2000)(number), "item": [helped]}


def _choice(count: int, **more: Any) -> Callable[[int], Json]:
    options = [
        {"valueCoding": option(f"svar-{place}", f"Svar {place}", f"Answer {place}")}
        for place in range(1, count + 1)
    ]
    return _plain("choice", answerOption=options, **more)


def _several(number: int) -> Json:
    """Asked only of those who said yes to the question before."""
    asked = {"question": link_id(number - 1), "operator": "=", "answerBoolean": True}
    return {**_choice(5, repeats=True)(number), "enableWhen": [asked]}


def _list(number: int) -> Json:
    return with_extensions(_choice(8)(number), [control("drop-down")])


def _always(*texts: str) -> Callable[[str], list[str]]:
    return lambda _words: list(texts)


def _chosen(*places: int) -> Callable[[str], list[str]]:
    return _always(*(f"{OWN_OPTIONS}|svar-{place}" for place in places))


_KINDS: Final[Mapping[int, tuple[Callable[[int], Json], Callable[[str], list[str]]]]] = {
    1: (_plain("string", maxLength=200), lambda words: [words]),
    2: (_with_help, lambda words: [f"{words} Det känns mest på morgonen, när jag reser mig."]),
    3: (_plain("boolean"), _always("true")),
    4: (_several, _chosen(1, 3)),
    5: (_choice(4, required=True), _chosen(2)),
    6: (lambda number: measured(link_id(number), QUANTITIES["pulse"]), _always("72")),
    7: (lambda number: measured(link_id(number), QUANTITIES["weight"]), _always("71,5")),
    8: (_plain("date"), _always("2026-11-20")),
    9: (lambda number: scale(link_id(number)), _always("6")),
    0: (_list, _chosen(4)),
}

"""What the engine cannot do with a document, item by item, in plain English."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from samplan.forms.engine.sentences import gettext_noop

MAX_PROBLEMS = 200
SHOWN_CHARACTERS = 60


class Flaw(StrEnum):
    """A kind of problem: for programs; its sentence is for people."""

    NOT_AN_OBJECT = "not-an-object"
    WRONG_RESOURCE = "wrong-resource"
    WRONG_TYPE = "wrong-type"
    BAD_KEY = "bad-key"
    BAD_CHARACTER = "bad-character"
    BAD_NUMBER = "bad-number"
    TOO_LONG = "too-long"
    TOO_LARGE = "too-large"
    TOO_DEEP = "too-deep"
    UNKNOWN_ELEMENT = "unknown-element"
    MODIFIER = "modifier"
    UNSUPPORTED_EXTENSION = "unsupported-extension"
    BAD_TRANSLATION = "bad-translation"
    BAD_CODE = "bad-code"
    MISSING = "missing"
    NO_ITEMS = "no-items"
    TOO_MANY_ITEMS = "too-many-items"
    DUPLICATE_LINK_ID = "duplicate-link-id"
    UNSUPPORTED_TYPE = "unsupported-type"
    UNSUPPORTED_ELEMENT = "unsupported-element"
    NOT_FOR_TYPE = "not-for-type"
    REPEATS_WITH_CHILDREN = "repeats-with-children"
    BAD_MAX_LENGTH = "bad-max-length"
    NO_OPTIONS = "no-options"
    BAD_OPTION = "bad-option"
    DUPLICATE_OPTION = "duplicate-option"
    NO_ENABLE_BEHAVIOR = "no-enable-behavior"
    CONDITION_ANSWER_COUNT = "condition-answer-count"
    CONDITION_ON_UNKNOWN = "condition-on-unknown"
    CONDITION_NOT_ON_QUESTION = "condition-not-on-question"
    CONDITION_ANSWER_TYPE = "condition-answer-type"
    CONDITION_NOT_AN_OPTION = "condition-not-an-option"
    CONDITION_OPERATOR = "condition-operator"
    CIRCULAR = "circular"
    OTHER_QUESTIONNAIRE = "other-questionnaire"
    UNKNOWN_LINK_ID = "unknown-link-id"
    OUT_OF_PLACE = "out-of-place"
    UNREADABLE_ANSWER = "unreadable-answer"
    TOO_MANY_ANSWERS = "too-many-answers"


SENTENCES: Mapping[Flaw, str] = {
    Flaw.NOT_AN_OBJECT: gettext_noop("this is not a JSON object"),
    Flaw.WRONG_RESOURCE: gettext_noop("resourceType must be '%(expected)s'"),
    Flaw.WRONG_TYPE: gettext_noop("'%(element)s' must be %(expected)s"),
    Flaw.BAD_KEY: gettext_noop("a name inside this object is not text"),
    Flaw.BAD_CHARACTER: gettext_noop("the text holds a character that cannot be saved"),
    Flaw.BAD_NUMBER: gettext_noop("the number is not finite or too large"),
    Flaw.TOO_LONG: gettext_noop("the text is longer than %(limit)s characters"),
    Flaw.TOO_LARGE: gettext_noop("the document has more than %(limit)s parts"),
    Flaw.TOO_DEEP: gettext_noop("nested deeper than %(limit)s levels"),
    Flaw.UNKNOWN_ELEMENT: gettext_noop("element '%(element)s' is not known here"),
    Flaw.MODIFIER: gettext_noop("'%(element)s' changes the meaning and is not supported"),
    Flaw.UNSUPPORTED_EXTENSION: gettext_noop(
        "extension '%(url)s' changes the meaning and is not supported"
    ),
    Flaw.BAD_TRANSLATION: gettext_noop("the translation of '%(element)s' lacks lang or content"),
    Flaw.BAD_CODE: gettext_noop("'%(element)s' cannot be '%(value)s'; it is one of %(allowed)s"),
    Flaw.MISSING: gettext_noop("'%(element)s' is missing or empty"),
    Flaw.NO_ITEMS: gettext_noop("there is nothing to ask: 'item' is missing or empty"),
    Flaw.TOO_MANY_ITEMS: gettext_noop("there are more than %(limit)s items"),
    Flaw.DUPLICATE_LINK_ID: gettext_noop("the same linkId is also used at %(other)s"),
    Flaw.UNSUPPORTED_TYPE: gettext_noop("type '%(type)s' is not supported"),
    Flaw.UNSUPPORTED_ELEMENT: gettext_noop("'%(element)s' is not supported"),
    Flaw.NOT_FOR_TYPE: gettext_noop("'%(element)s' is not supported on type '%(type)s'"),
    Flaw.REPEATS_WITH_CHILDREN: gettext_noop(
        "'repeats' is not supported on a question with questions below it"
    ),
    Flaw.BAD_MAX_LENGTH: gettext_noop("maxLength must be a whole number from 1 to %(limit)s"),
    Flaw.NO_OPTIONS: gettext_noop("a choice needs at least one answerOption"),
    Flaw.BAD_OPTION: gettext_noop(
        "an answerOption needs exactly one of valueCoding with a code, valueString, "
        "valueInteger or valueDate"
    ),
    Flaw.DUPLICATE_OPTION: gettext_noop("the option '%(option)s' is there twice"),
    Flaw.NO_ENABLE_BEHAVIOR: gettext_noop(
        "enableBehavior ('all' or 'any') is needed with more than one enableWhen"
    ),
    Flaw.CONDITION_ANSWER_COUNT: gettext_noop("enableWhen needs exactly one answer"),
    Flaw.CONDITION_ON_UNKNOWN: gettext_noop(
        "enableWhen asks about linkId '%(question)s', which does not exist"
    ),
    Flaw.CONDITION_NOT_ON_QUESTION: gettext_noop(
        "enableWhen asks about '%(question)s', which is not a question"
    ),
    Flaw.CONDITION_ANSWER_TYPE: gettext_noop(
        "enableWhen has an answer that question '%(question)s' of type '%(type)s' cannot have"
    ),
    Flaw.CONDITION_NOT_AN_OPTION: gettext_noop(
        "enableWhen waits for an answer that question '%(question)s' does not offer"
    ),
    Flaw.CONDITION_OPERATOR: gettext_noop(
        "operator '%(operator)s' does not work with that kind of answer"
    ),
    Flaw.CIRCULAR: gettext_noop("enableWhen goes in a circle: the item depends on itself"),
    Flaw.OTHER_QUESTIONNAIRE: gettext_noop("the response answers '%(questionnaire)s', not this"),
    Flaw.UNKNOWN_LINK_ID: gettext_noop("the questionnaire has no question with this linkId"),
    Flaw.OUT_OF_PLACE: gettext_noop("the item stands in another place than in the questionnaire"),
    Flaw.UNREADABLE_ANSWER: gettext_noop("the answer does not fit a question of type '%(type)s'"),
    Flaw.TOO_MANY_ANSWERS: gettext_noop("there are more than %(limit)s answers"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a document.

    `path` is where, such as `item[2].item[0]`, empty for the whole document. Translators use
    `gettext(problem.message) % problem.params`; params are always printable and short.
    """

    path: str
    link_id: str | None
    code: Flaw
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def message(self) -> str:
        return SENTENCES[self.code]

    @property
    def sentence(self) -> str:
        place = self.path or "the document"
        name = "" if self.link_id is None else f" (linkId {shown(self.link_id)!r})"
        return f"{place}{name}: {self.message % self.params}"


class FlawedDocument(ValueError):
    """The document cannot be used; `problems` says where and why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(problem.sentence for problem in problems))
        self.problems = problems

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.problems,)


class UnsupportedForm(FlawedDocument):
    """The questionnaire asks for something this engine cannot do in full."""


class UnreadableResponse(FlawedDocument):
    """The questionnaire response does not fit the form that it is read with."""


class Report:
    """Collects problems, at most MAX_PROBLEMS of them."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def add(self, flaw: Flaw, path: str, link_id: str | None = None, **params: object) -> None:
        if len(self._problems) < MAX_PROBLEMS:
            safe = {name: shown(value) for name, value in params.items()}
            self._problems.append(Problem(path, link_id, flaw, safe))

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(self._problems)


def shown(value: object) -> str:
    """A value as short text that can always be printed and encoded."""
    if not isinstance(value, str | int | float):
        return type(value).__name__
    text = value[: SHOWN_CHARACTERS + 1] if isinstance(value, str) else str(value)
    if len(text) > SHOWN_CHARACTERS:
        text = text[:SHOWN_CHARACTERS] + "…"
    return "".join(mark if mark.isprintable() else ascii(mark)[1:-1] for mark in text)

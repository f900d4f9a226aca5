"""What is not right with an answer, said so that the person knows what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from samplan.forms.engine.sentences import gettext_noop

Param = int | Decimal | date | time | str


class FaultCode(StrEnum):
    REQUIRED = "required"
    NOTHING_IN_GROUP = "nothing-in-group"
    TOO_LONG = "too-long"
    UNSAVABLE = "unsavable"
    NOT_A_NUMBER = "not-a-number"
    NOT_A_WHOLE_NUMBER = "not-a-whole-number"
    NUMBER_TOO_LARGE = "number-too-large"
    TOO_MANY_DIGITS = "too-many-digits"
    NOT_A_DATE = "not-a-date"
    DATE_INCOMPLETE = "date-incomplete"
    NO_SUCH_DATE = "no-such-date"
    NOT_A_TIME = "not-a-time"
    NOT_A_MOMENT = "not-a-moment"
    NO_SUCH_MOMENT = "no-such-moment"
    NOT_A_URL = "not-a-url"
    UNIT_MISSING = "unit-missing"
    UNKNOWN_UNIT = "unknown-unit"
    BELOW_MINIMUM = "below-minimum"
    ABOVE_MAXIMUM = "above-maximum"
    TOO_SHORT = "too-short"
    TOO_MANY_DECIMALS = "too-many-decimals"
    NOT_THE_PATTERN = "not-the-pattern"
    NOT_LIKE = "not-like"
    NOT_YES_OR_NO = "not-yes-or-no"
    NOT_AN_OPTION = "not-an-option"
    CHOOSE_OR_WRITE = "choose-or-write"
    ONE_ANSWER = "one-answer"
    EXCLUSIVE = "exclusive"
    TOO_FEW_ANSWERS = "too-few-answers"
    TOO_MANY_ANSWERS = "too-many-answers"
    TOO_FEW_ROWS = "too-few-rows"
    TOO_MANY_ROWS = "too-many-rows"
    WRONG_KIND = "wrong-kind"
    UNKNOWN_QUESTION = "unknown-question"


SENTENCES: Mapping[FaultCode, str] = {
    FaultCode.REQUIRED: gettext_noop("You need to answer this."),
    FaultCode.NOTHING_IN_GROUP: gettext_noop("You need to answer something here."),
    FaultCode.TOO_LONG: gettext_noop(
        "Your text has %(length)s characters. There is room for %(limit)s. Shorten it a little."
    ),
    FaultCode.UNSAVABLE: gettext_noop(
        "There is a hidden character here that cannot be saved. Write the text again."
    ),
    FaultCode.NOT_A_NUMBER: gettext_noop("Write a number, for example 37,5."),
    FaultCode.NOT_A_WHOLE_NUMBER: gettext_noop("Write a whole number, for example 120."),
    FaultCode.NUMBER_TOO_LARGE: gettext_noop("The number is too large. Check what you wrote."),
    FaultCode.TOO_MANY_DIGITS: gettext_noop(
        "The number has more digits than can be saved. Write it with at most %(limit)s."
    ),
    FaultCode.NOT_A_DATE: gettext_noop("Write the date as year-month-day, for example 2026-03-12."),
    FaultCode.DATE_INCOMPLETE: gettext_noop("Fill in the year, the month and the day."),
    FaultCode.NO_SUCH_DATE: gettext_noop("There is no such day. Check the date."),
    FaultCode.NOT_A_TIME: gettext_noop("Write the time as hours and minutes, for example 08:30."),
    FaultCode.NOT_A_MOMENT: gettext_noop(
        "Write the day and the time, for example 2026-03-12 08:30."
    ),
    FaultCode.NO_SUCH_MOMENT: gettext_noop(
        "There is no such time: the clocks are put forward that night. Check the time."
    ),
    FaultCode.NOT_A_URL: gettext_noop(
        "Write the whole address, for example https://www.example.se."
    ),
    FaultCode.UNIT_MISSING: gettext_noop("Choose the unit too."),
    FaultCode.UNKNOWN_UNIT: gettext_noop("Choose one of the units on the page."),
    FaultCode.BELOW_MINIMUM: gettext_noop("The answer can be at least %(limit)s. Check it."),
    FaultCode.ABOVE_MAXIMUM: gettext_noop("The answer can be at most %(limit)s. Check it."),
    FaultCode.TOO_SHORT: gettext_noop(
        "Your text has %(length)s characters. Write at least %(limit)s."
    ),
    FaultCode.TOO_MANY_DECIMALS: gettext_noop("Write the number with at most %(limit)s decimals."),
    FaultCode.NOT_THE_PATTERN: gettext_noop(
        "This is not written as it should be. Check it against the question."
    ),
    FaultCode.NOT_LIKE: gettext_noop("Write it like this: %(format)s"),
    FaultCode.NOT_YES_OR_NO: gettext_noop("Choose yes or no."),
    FaultCode.NOT_AN_OPTION: gettext_noop("Choose one of the answers on the page."),
    FaultCode.CHOOSE_OR_WRITE: gettext_noop("Choose an answer or write your own, not both."),
    FaultCode.ONE_ANSWER: gettext_noop("Give one answer only."),
    FaultCode.EXCLUSIVE: gettext_noop(
        "You chose '%(option)s', which cannot go together with other answers."
    ),
    FaultCode.TOO_FEW_ANSWERS: gettext_noop("Give at least %(limit)s answers."),
    FaultCode.TOO_MANY_ANSWERS: gettext_noop("Give at most %(limit)s answers."),
    FaultCode.TOO_FEW_ROWS: gettext_noop("Fill in at least %(limit)s of these."),
    FaultCode.TOO_MANY_ROWS: gettext_noop("There is room for %(limit)s of these."),
    FaultCode.WRONG_KIND: gettext_noop("The answer does not fit the question. Answer it again."),
    FaultCode.UNKNOWN_QUESTION: gettext_noop("This question is not in the form."),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend at one question.

    Translators use `gettext(fault.message) % fault.params`. What the person wrote is never in it;
    numbers and days among the parameters are for the caller to put in words.
    """

    link_id: str
    code: FaultCode
    params: Mapping[str, Param] = field(default_factory=dict)

    @property
    def is_missing(self) -> bool:
        """Nothing is wrong: there is only no answer where one is needed."""
        return self.code in (FaultCode.REQUIRED, FaultCode.NOTHING_IN_GROUP)

    @property
    def message(self) -> str:
        return SENTENCES[self.code]

    @property
    def sentence(self) -> str:
        return self.message % self.params


class Misread(ValueError):
    """What was written cannot be understood as an answer."""

    def __init__(self, code: FaultCode, **params: Param) -> None:
        super().__init__(code.value)
        self.code = code
        self.params = params

    def at(self, link_id: str) -> Fault:
        return Fault(link_id, self.code, self.params)

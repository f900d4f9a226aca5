"""What is not right with an answer, said so that the person knows what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from samplan.forms.engine.sentences import gettext_noop


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
    NOT_YES_OR_NO = "not-yes-or-no"
    NOT_AN_OPTION = "not-an-option"
    CHOOSE_OR_WRITE = "choose-or-write"
    ONE_ANSWER = "one-answer"
    TOO_MANY_ANSWERS = "too-many-answers"
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
    FaultCode.NOT_YES_OR_NO: gettext_noop("Choose yes or no."),
    FaultCode.NOT_AN_OPTION: gettext_noop("Choose one of the answers on the page."),
    FaultCode.CHOOSE_OR_WRITE: gettext_noop("Choose an answer or write your own, not both."),
    FaultCode.ONE_ANSWER: gettext_noop("Give one answer only."),
    FaultCode.TOO_MANY_ANSWERS: gettext_noop("Give at most %(limit)s answers."),
    FaultCode.WRONG_KIND: gettext_noop("The answer does not fit the question. Answer it again."),
    FaultCode.UNKNOWN_QUESTION: gettext_noop("This question is not in the form."),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend at one question.

    Translators use `gettext(fault.message) % fault.params`. What the person wrote is never in it.
    """

    link_id: str
    code: FaultCode
    params: Mapping[str, int] = field(default_factory=dict)

    @property
    def message(self) -> str:
        return SENTENCES[self.code]

    @property
    def sentence(self) -> str:
        return self.message % self.params


class Misread(ValueError):
    """What was written cannot be understood as an answer."""

    def __init__(self, code: FaultCode, **params: int) -> None:
        super().__init__(code.value)
        self.code = code
        self.params = params

    def at(self, link_id: str) -> Fault:
        return Fault(link_id, self.code, self.params)

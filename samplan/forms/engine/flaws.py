"""Every kind of problem that a document can have, with its sentence in plain English."""

from collections.abc import Mapping
from enum import StrEnum

from samplan.forms.engine.sentences import gettext_noop


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
    TOO_MANY_WITH_ROWS = "too-many-with-rows"
    TOO_MANY_CONDITIONS = "too-many-conditions"
    TOO_MANY_OPTIONS = "too-many-options"
    PATTERNS_TOO_LARGE = "patterns-too-large"
    MARKS_TOO_LONG = "marks-too-long"
    DUPLICATE_LINK_ID = "duplicate-link-id"
    UNSUPPORTED_TYPE = "unsupported-type"
    UNSUPPORTED_ELEMENT = "unsupported-element"
    NOT_FOR_TYPE = "not-for-type"
    BAD_LIMIT = "bad-limit"
    LIMITS_CROSS = "limits-cross"
    BAD_PATTERN = "bad-pattern"
    BAD_UNIT = "bad-unit"
    REPEATS_WITH_UNITS = "repeats-with-units"
    BAD_INITIAL = "bad-initial"
    TOO_MANY_INITIAL = "too-many-initial"
    REPEATS_IN_REPEATS = "repeats-in-repeats"
    FILES_IN_REPEATS = "files-in-repeats"
    CONDITION_INTO_ROWS = "condition-into-rows"
    REPEATS_WITH_CHILDREN = "repeats-with-children"
    BAD_MAX_LENGTH = "bad-max-length"
    NO_OPTIONS = "no-options"
    BAD_OPTION = "bad-option"
    DUPLICATE_OPTION = "duplicate-option"
    UNRESOLVED_VALUE_SET = "unresolved-value-set"
    OPTIONS_TWICE = "options-twice"
    OPTIONS_AND_EXPRESSION = "options-and-expression"
    BAD_SCORE = "bad-score"
    BAD_EXPRESSION = "bad-expression"
    EXPRESSION_LANGUAGE = "expression-language"
    EXPRESSION_TOO_LARGE = "expression-too-large"
    EXPRESSION_FUNCTION = "expression-function"
    EXPRESSION_NAME = "expression-name"
    EXPRESSION_ENDLESS = "expression-endless"
    TOO_MANY_EXPRESSIONS = "too-many-expressions"
    TWO_WAYS_TO_ENABLE = "two-ways-to-enable"
    NOTED_EXTENSION = "noted-extension"
    NOTED_CONTROL = "noted-control"
    NOTED_TEXT = "noted-text"
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
    Flaw.TOO_MANY_WITH_ROWS: gettext_noop(
        "there are more than %(limit)s items when every row is there: say with maxOccurs how many "
        "rows a group can have"
    ),
    Flaw.TOO_MANY_CONDITIONS: gettext_noop(
        "there are more than %(limit)s conditions when every row is there"
    ),
    Flaw.TOO_MANY_OPTIONS: gettext_noop(
        "there are more than %(limit)s answers to choose from when every row is there"
    ),
    Flaw.MARKS_TOO_LONG: gettext_noop(
        "the texts with marks (markdown, XHTML) are longer than %(limit)s characters in all"
    ),
    Flaw.PATTERNS_TOO_LARGE: gettext_noop(
        "the patterns would take too long to run over the longest answers: shorten maxLength or "
        "the patterns"
    ),
    Flaw.DUPLICATE_LINK_ID: gettext_noop("the same linkId is also used at %(other)s"),
    Flaw.UNSUPPORTED_TYPE: gettext_noop("type '%(type)s' is not supported"),
    Flaw.UNSUPPORTED_ELEMENT: gettext_noop("'%(element)s' is not supported"),
    Flaw.NOT_FOR_TYPE: gettext_noop("'%(element)s' is not supported on type '%(type)s'"),
    Flaw.BAD_LIMIT: gettext_noop("'%(element)s' has no value that type '%(type)s' can be held to"),
    Flaw.LIMITS_CROSS: gettext_noop("'%(least)s' is above '%(most)s': no answer would do"),
    Flaw.BAD_PATTERN: gettext_noop(
        "the pattern '%(pattern)s' cannot be run in time linear in the answer (RE2 refuses it)"
    ),
    Flaw.BAD_UNIT: gettext_noop("'%(element)s' needs a valueCoding with a code"),
    Flaw.REPEATS_WITH_UNITS: gettext_noop(
        "'repeats' is not supported on a quantity with several units"
    ),
    Flaw.BAD_INITIAL: gettext_noop("'initial' has a value that type '%(type)s' cannot have"),
    Flaw.TOO_MANY_INITIAL: gettext_noop("there are more initial values than answers allowed"),
    Flaw.REPEATS_IN_REPEATS: gettext_noop(
        "a group that repeats cannot stand in another group that repeats"
    ),
    Flaw.FILES_IN_REPEATS: gettext_noop("files cannot be asked for in a group that repeats"),
    Flaw.CONDITION_INTO_ROWS: gettext_noop(
        "the condition asks about '%(question)s' in a group that repeats, from outside of it"
    ),
    Flaw.REPEATS_WITH_CHILDREN: gettext_noop(
        "'repeats' is not supported on a question with questions below it"
    ),
    Flaw.BAD_MAX_LENGTH: gettext_noop("maxLength must be a whole number from 1 to %(limit)s"),
    Flaw.NO_OPTIONS: gettext_noop("a choice needs at least one answerOption"),
    Flaw.BAD_OPTION: gettext_noop(
        "an answerOption needs exactly one of valueCoding with a code, valueString, "
        "valueInteger, valueDate, valueTime or valueReference"
    ),
    Flaw.DUPLICATE_OPTION: gettext_noop("the option '%(option)s' is there twice"),
    Flaw.UNRESOLVED_VALUE_SET: gettext_noop(
        "the answers to choose from, '%(set)s', cannot be found inside the questionnaire"
    ),
    Flaw.OPTIONS_TWICE: gettext_noop("answerOption and answerValueSet cannot both be there"),
    Flaw.OPTIONS_AND_EXPRESSION: gettext_noop(
        "an answerExpression cannot stand together with answerOption or answerValueSet"
    ),
    Flaw.BAD_SCORE: gettext_noop("'%(element)s' has no number that can be kept"),
    Flaw.BAD_EXPRESSION: gettext_noop("the expression cannot be read as FHIRPath"),
    Flaw.EXPRESSION_LANGUAGE: gettext_noop(
        "the expression is in '%(language)s'; only text/fhirpath is supported"
    ),
    Flaw.EXPRESSION_TOO_LARGE: gettext_noop(
        "the expression is longer or more deeply nested than is allowed"
    ),
    Flaw.EXPRESSION_FUNCTION: gettext_noop(
        "the expression uses '%(function)s', which is not supported"
    ),
    Flaw.EXPRESSION_NAME: gettext_noop("the expression uses '%%%(name)s', which is not known"),
    Flaw.EXPRESSION_ENDLESS: gettext_noop("the expression does not end within its steps"),
    Flaw.TOO_MANY_EXPRESSIONS: gettext_noop("there are more than %(limit)s expressions"),
    Flaw.TWO_WAYS_TO_ENABLE: gettext_noop(
        "enableWhen and an enableWhenExpression cannot both be there"
    ),
    Flaw.NOTED_EXTENSION: gettext_noop("extension '%(url)s' is not used: it looks otherwise here"),
    Flaw.NOTED_CONTROL: gettext_noop("'%(control)s' is not drawn so here, but in the usual way"),
    Flaw.NOTED_TEXT: gettext_noop(
        "the answers to choose from, '%(set)s', cannot be found: the question takes own words"
    ),
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
    Flaw.CIRCULAR: gettext_noop("this goes in a circle: the item depends on itself"),
    Flaw.OTHER_QUESTIONNAIRE: gettext_noop("the response answers '%(questionnaire)s', not this"),
    Flaw.UNKNOWN_LINK_ID: gettext_noop("the questionnaire has no question with this linkId"),
    Flaw.OUT_OF_PLACE: gettext_noop("the item stands in another place than in the questionnaire"),
    Flaw.UNREADABLE_ANSWER: gettext_noop("the answer does not fit a question of type '%(type)s'"),
    Flaw.TOO_MANY_ANSWERS: gettext_noop("there are more than %(limit)s answers"),
}

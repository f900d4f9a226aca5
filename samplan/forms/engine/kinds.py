"""FHIR's item types."""

from enum import StrEnum


class Kind(StrEnum):
    """Everything that an item can be, except FHIR's abstract "question"."""

    GROUP = "group"
    DISPLAY = "display"
    BOOLEAN = "boolean"
    DECIMAL = "decimal"
    INTEGER = "integer"
    DATE = "date"
    DATE_TIME = "dateTime"
    TIME = "time"
    STRING = "string"
    TEXT = "text"
    URL = "url"
    CHOICE = "choice"
    OPEN_CHOICE = "open-choice"
    ATTACHMENT = "attachment"
    REFERENCE = "reference"
    QUANTITY = "quantity"

    @property
    def is_question(self) -> bool:
        return self not in (Kind.GROUP, Kind.DISPLAY)

    @property
    def has_options(self) -> bool:
        return self in (Kind.CHOICE, Kind.OPEN_CHOICE)

    @property
    def has_length(self) -> bool:
        return self in (Kind.STRING, Kind.TEXT, Kind.OPEN_CHOICE, Kind.URL, Kind.REFERENCE)

    @property
    def is_number(self) -> bool:
        return self in (Kind.DECIMAL, Kind.INTEGER, Kind.QUANTITY)

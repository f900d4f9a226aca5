"""Which column says what, by the headings that booking systems use."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum


class Column(StrEnum):
    """What a column can say; the value is the heading to write where one is missing."""

    IDENTITY = "Personnummer"
    NAME = "Namn"
    GIVEN_NAME = "Förnamn"
    FAMILY_NAME = "Efternamn"
    DATE = "Datum"
    TIME = "Tid"
    MINUTES = "Minuter"
    RESOURCE = "Resurs"
    PURPOSE = "Besökstyp"
    LANGUAGE = "Språk"


REQUIRED = (Column.IDENTITY, Column.TIME, Column.MINUTES, Column.RESOURCE, Column.PURPOSE)
_FEWEST_KNOWN = 3

# As letters and digits only, so that "Tid (min)" and "tid, min." are one heading.
_HEADINGS: dict[Column, str] = {
    Column.IDENTITY: "personnummer pnr personnr persnr personid idnummer identitetsnummer "
    "patientpersonnummer identitynumber personalidentitynumber personalnumber",
    Column.NAME: "namn patient patientnamn patientensnamn name patientname fullname",
    Column.GIVEN_NAME: "förnamn tilltalsnamn givenname firstname",
    Column.FAMILY_NAME: "efternamn familyname lastname surname",
    Column.DATE: "datum dag besöksdatum bokningsdatum startdatum date day visitdate startdate",
    Column.TIME: "tid starttid start klockslag klockan kl besökstid tidpunkt datumochtid "
    "datumtid time starttime starts datetime dateandtime",
    Column.MINUTES: "minuter min längd längdmin längdminuter längdiminuter tidmin tidminuter "
    "tidiminuter besökslängd varaktighet minutes length lengthmin duration durationmin "
    "durationminutes",
    Column.RESOURCE: "resurs vårdgivare personal behandlare vårdpersonal läkare tidbok resource "
    "staff clinician practitioner provider careprovider",
    Column.PURPOSE: "besökstyp syfte orsak besöksorsak kontaktorsak bokningstyp tidstyp typ "
    "visittype purpose reason appointmenttype type",
    Column.LANGUAGE: "språk tolkspråk kontaktspråk language interpreterlanguage",
}
_KNOWN = {name: column for column, names in _HEADINGS.items() for name in names.split()}


def columns_of(cells: Sequence[str]) -> dict[Column, int]:
    """Where each column stands, empty when the cells are not headings.

    Of two headings for one column the first is used. A list with only a date column has its
    times there too.
    """
    found: dict[Column, int] = {}
    for place, cell in enumerate(cells):
        column = _KNOWN.get(_letters(cell))
        if column is not None:
            found.setdefault(column, place)
    if len(found) < _FEWEST_KNOWN:
        return {}
    if Column.TIME not in found and Column.DATE in found:
        found[Column.TIME] = found[Column.DATE]
    return found


def missing(columns: Mapping[Column, int]) -> Iterable[Column]:
    return (column for column in REQUIRED if column not in columns)


def _letters(heading: str) -> str:
    composed = unicodedata.normalize("NFC", heading).casefold()
    return "".join(char for char in composed if char.isalnum())

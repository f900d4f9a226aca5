"""The rows of the readiness board, drawn as text: a template took more time than all queries."""

from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samplan.common.addresses import address_of
from samplan.common.dates import clock
from samplan.ui.components.tables import board_of, column
from samplan.ui.components.words import NOTHING, pill, said
from samplan.visits.models import Visit
from samplan.visits.readiness import Cell, Readiness

LONGEST_MATTERS = 80  # characters; the whole of it stands in the preparation


def board_of_visits(rows: list[Readiness], caption: str) -> SafeString:
    """The board with a row for each visit, in the language of the page."""
    columns = (
        column(_("Time")),
        column(_("Patient"), is_header=True),
        column(_("Visit")),
        column(_("Summons")),
        column(_("Questions")),
        column(_("Important to the patient")),
    )
    language = get_language() or "sv"
    return board_of(caption, columns, [_cells(row, language) for row in rows])


def _cells(row: Readiness, language: str) -> tuple[str, ...]:
    visit = row.visit
    return (
        f"<strong>{clock(visit.starts_at, language)}</strong>",
        _patient(visit),
        said(visit.name),
        _state(row.summons),
        f"{_state(row.questions)} {_state(row.news)}",
        _matters(visit.matters),
    )


def _patient(visit: Visit) -> str:
    patient = visit.patient
    named = (
        f'<a class="ds-link" href="{address_of("visits:preparation", visit.pk)}">'
        f"{said(patient.full_name)}</a> "
        f'<span class="muted">{said(patient.masked_number)}</span>'
    )
    if not patient.has_protected_identity:
        return named
    # On paper only the mark stands: a printed list lies about.
    mark = pill("bad", _("Protected identity"), "lock")
    return f'<span class="not-printed">{named}</span> {mark}'


def _state(state: Cell | None) -> str:
    return pill(state.tone, state.text, state.icon) if state else NOTHING


def _matters(text: str) -> str:
    shown = text if len(text) <= LONGEST_MATTERS else Truncator(text).chars(LONGEST_MATTERS)
    return said(shown or "—")

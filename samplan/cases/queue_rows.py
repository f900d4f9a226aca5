"""The rows of the queue, drawn as text: a template took more time than all queries.

Words are translated once for a page, not once for each row.
"""

from collections.abc import Iterable
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samplan.cases.models import Case, WaitsFor
from samplan.common.addresses import address_of
from samplan.common.dates import local, short_day, weekday_short
from samplan.patients.models import Patient
from samplan.patients.pages import staff_page_of
from samplan.ui.components.tables import board_of, column
from samplan.ui.components.words import NOTHING, pill, said

ENDED = gettext_lazy("Ended")
STATES = {
    WaitsFor.CARE.value: gettext_lazy("Waits for us"),
    WaitsFor.PATIENT.value: gettext_lazy("Waits for the patient"),
    WaitsFor.NOBODY.value: gettext_lazy("Answered"),
}


def queue_of(
    cases: Iterable[Case], caption: str, today: date, *, can_choose: bool = True
) -> SafeString:
    """The queue with a row for each case; each can be ticked, to be given to someone, where the
    reader gives cases."""
    columns = (
        column(_("Choose")),
        column(_("Answer by")),
        column(_("Case"), is_header=True),
        column(_("Patient")),
        column(_("Handled by")),
        column(_("State")),
    )
    row, first = _Row(today), 0 if can_choose else 1
    return board_of(caption, columns[first:], [row.cells(each)[first:] for each in cases])


def cases_of_patient(cases: Iterable[Case], caption: str, today: date) -> SafeString:
    """As `queue_of`, of one patient, open and ended ones: without what is the same in all."""
    columns = (
        column(_("Case"), is_header=True),
        column(_("State")),
        column(_("Answer by")),
        column(_("Handled by")),
        column(_("Last written")),
    )
    row = _Row(today)
    return board_of(caption, columns, [row.cells_of_patient(each) for each in cases])


def link_to_patient(patient: Patient) -> SafeString:
    """The patient by name, which leads to staff's page of the patient, and masked number."""
    name, number = patient.full_name, patient.masked_number
    url = staff_page_of(patient.pk)
    return format_html('<a class="ds-link" href="{}">{}</a> · {}', url, name, number)


def state_words(case: Case) -> str:
    """Whose turn it is, as staff say it."""
    return str(ENDED if case.closed_at is not None else STATES[case.waits_for])


class _Row:
    """Draws one case after the other."""

    def __init__(self, today: date) -> None:
        self.today, self.language = today, get_language() or "sv"
        self.choose = _("Choose %(title)s, %(name)s")
        self.to_contact = _("to %(name)s, fixed care contact")
        self.protected = pill("bad", _("Protected identity"), "lock")
        self.late, self.soon = pill("bad", _("Late"), "clock"), pill("wait", _("Today"), "clock")
        self.new = pill("wait", _("New"), "mail")
        self.begun = pill("wait", _("Begun, not sent"), "pencil")
        self.ended = said(ENDED)
        self.states = {whom: said(words) for whom, words in STATES.items()}
        self.days: dict[date, str] = {}

    def cells(self, case: Case) -> tuple[str, ...]:
        """By column."""
        ended = case.closed_at is not None
        return (
            self._tick(case),
            self._due(case.due_on),
            f'<a class="ds-link" href="{address_of("cases:staff-case", case.pk)}">'
            f'{said(case.short_title_for_care)}</a><p class="muted">{said(self._kind(case))}</p>',
            self._patient(case.patient),
            said(case.handler.full_name) if case.handler is not None else "–",
            f"{self.ended if ended else self.states[case.waits_for]} "
            f"{self.new if case.is_new_for_care else NOTHING} "
            f"{self.begun if case.__dict__.get('has_begun') else NOTHING}",
        )

    def cells_of_patient(self, case: Case) -> tuple[str, ...]:
        """By column of `cases_of_patient`."""
        _choose, due, titled, _patient, handled, state = self.cells(case)
        changed = short_day(local(case.changed_at).date(), self.language)
        return titled, state, due, handled, said(changed)

    def _tick(self, case: Case) -> str:
        label = self.choose % {"title": case.short_title_for_care, "name": case.patient.full_name}
        return (
            f'<input class="ds-input" type="checkbox" name="case" value="{case.pk}" '
            f'form="distribute" aria-label="{said(label)}">'
        )

    def _due(self, day: date | None) -> str:
        if day is None:
            return "–"
        if day not in self.days:
            words = said(f"{weekday_short(day, self.language)} {short_day(day, self.language)}")
            is_late, is_today = day < self.today, day == self.today
            mark = self.late if is_late else self.soon if is_today else NOTHING
            self.days[day] = f"{words} {mark}" if mark else words
        return self.days[day]

    def _kind(self, case: Case) -> str:
        """What it came by, and whom it is written to."""
        if case.contact is not None:
            return self.to_contact % {"name": case.contact.staff.full_name}
        version = case.type_version
        return version.said("title", self.language) if version is not None else ""

    def _patient(self, patient: Patient) -> str:
        mark = self.protected if patient.has_protected_identity else NOTHING
        name, number = said(patient.full_name), said(patient.masked_number)
        return f'{name} <span class="muted">{number}</span> {mark}'

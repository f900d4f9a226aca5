"""The rows of the queue, drawn as text: a template took more time than all queries."""

from collections.abc import Iterable
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samplan.cases.models import Case, WaitsFor
from samplan.common.addresses import address_of
from samplan.common.dates import local, short_day, weekday_short
from samplan.patients.models import Patient
from samplan.patients.pages import staff_page_of
from samplan.ui.components.tables import board_of, column
from samplan.ui.components.words import NOTHING, pill, said


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
    language, first = get_language() or "sv", 0 if can_choose else 1
    rows = [_cells(each, today, language)[first:] for each in cases]
    return board_of(caption, columns[first:], rows)


def cases_of_patient(cases: Iterable[Case], caption: str, today: date) -> SafeString:
    """As `queue_of`, of one patient, open and ended ones: without what is the same in all."""
    columns = (
        column(_("Case"), is_header=True),
        column(_("State")),
        column(_("Answer by")),
        column(_("Handled by")),
        column(_("Last written")),
    )
    language = get_language() or "sv"
    return board_of(caption, columns, [_cells_of_patient(each, today, language) for each in cases])


def _cells_of_patient(case: Case, today: date, language: str) -> tuple[str, ...]:
    _choose, due, titled, _patient, handled, state = _cells(case, today, language)
    changed = short_day(local(case.changed_at).date(), language)
    return titled, state, due, handled, said(changed)


def _cells(case: Case, today: date, language: str) -> tuple[str, ...]:
    return (
        _tick(case),
        _due(case, today, language),
        f'<a class="ds-link" href="{address_of("cases:staff-case", case.pk)}">'
        f'{said(case.title_for_care)}</a><p class="muted">{said(_kind(case, language))}</p>',
        _patient(case),
        said(case.handler.full_name) if case.handler is not None else "–",
        f"{said(state_words(case))} {_news(case)}",
    )


def _tick(case: Case) -> str:
    label = _("Choose %(title)s, %(name)s") % {
        "title": case.title_for_care,
        "name": case.patient.full_name,
    }
    return (
        f'<input class="ds-input" type="checkbox" name="case" value="{case.pk}" '
        f'form="distribute" aria-label="{said(label)}">'
    )


def _due(case: Case, today: date, language: str) -> str:
    if case.due_on is None:
        return "–"
    day = f"{weekday_short(case.due_on, language)} {short_day(case.due_on, language)}"
    late, soon = _("Late"), _("Today")
    if case.due_on < today:
        return f"{said(day)} {pill('bad', late, 'clock')}"
    return f"{said(day)} {pill('wait', soon, 'clock')}" if case.due_on == today else said(day)


def _kind(case: Case, language: str) -> str:
    """What it came by, and whom it is written to."""
    version = case.type_version
    named = version.said("title", language) if version is not None else ""
    if case.contact is None:
        return named
    return _("to %(name)s, fixed care contact") % {"name": case.contact.staff.full_name}


def _patient(case: Case) -> str:
    patient = case.patient
    mark = pill("bad", _("Protected identity"), "lock") if patient.has_protected_identity else ""
    return (
        f'{said(patient.full_name)} <span class="muted">{said(patient.masked_number)}</span> {mark}'
    )


def link_to_patient(patient: Patient) -> SafeString:
    """The patient by name, which leads to staff's page of the patient, and masked number."""
    name, number = patient.full_name, patient.masked_number
    url = staff_page_of(patient.pk)
    return format_html('<a class="ds-link" href="{}">{}</a> · {}', url, name, number)


def state_words(case: Case) -> str:
    """Whose turn it is, as staff say it."""
    if case.closed_at is not None:
        return _("Ended")
    words = {
        WaitsFor.CARE.value: _("Waits for us"),
        WaitsFor.PATIENT.value: _("Waits for the patient"),
        WaitsFor.NOBODY.value: _("Answered"),
    }
    return words[case.waits_for]


def _news(case: Case) -> str:
    return pill("wait", _("New"), "mail") if case.is_new_for_care else NOTHING

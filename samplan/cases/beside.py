"""What stands beside a conversation for staff. Apps above add what they know of the patient."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final, TypeAlias

from django.utils.translation import gettext as _

from samplan.access.acting import StaffActing
from samplan.cases.models import Case
from samplan.common.addresses import address_of
from samplan.common.dates import local
from samplan.contacts.models import CareContact
from samplan.contacts.queries import contacts_elsewhere, contacts_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a panel: a few words, perhaps a link, and a detail."""

    text: str
    url: str = ""
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A few lines under a heading."""

    heading: "StrOrPromise"
    lines: tuple[Line, ...]


MakePanel: TypeAlias = Callable[[Case, StaffActing, datetime], Panel | None]
_makers: Final[list[MakePanel]] = []


def register(make: MakePanel) -> None:
    """Add what stands beside each conversation; `make` gives None where there is nothing."""
    _makers.append(make)


def contacts_panel(case: Case, acting: StaffActing, at: datetime) -> Panel | None:
    """Whom the patient turns to, here and at other clinics, and the agreed way of being in
    touch."""
    today = local(at).date()
    here = contacts_of(acting, case.patient_id, on=today)
    lines = [_contact_line(each) for each in here if each.stands_on(today)]
    lines += [
        Line(text=f"{each.name}, {each.title}", detail=f"{each.kind} · {each.clinic}")
        for each in contacts_elsewhere(acting, case.patient_id, on=today)
    ]
    return Panel(heading=_("Care contacts"), lines=tuple(lines)) if lines else None


def _contact_line(contact: CareContact) -> Line:
    coordinates = _("coordinates") if contact.is_coordinator else ""
    kind = contact.get_kind_display()
    return Line(
        text=f"{contact.staff.full_name}, {contact.staff.title}",
        url=address_of("contacts:staff-contact", contact.pk),
        detail=" · ".join(part for part in (kind, coordinates) if part),
    )


def panels_beside(case: Case, acting: StaffActing, *, at: datetime) -> list[Panel]:
    """Everything that is known beside the case, in the order it was registered."""
    made = (make(case, acting, at) for make in _makers)
    return [panel for panel in made if panel is not None]

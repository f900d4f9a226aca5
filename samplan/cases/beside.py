"""What stands beside a conversation for staff. Apps above add what they know of the patient."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from django.utils.translation import gettext as _

from samplan.access.acting import StaffActing
from samplan.access.together import Asked
from samplan.cases.models import Case
from samplan.common.addresses import address_of
from samplan.common.dates import local
from samplan.contacts.models import CareContact
from samplan.contacts.queries import contacts_of, of_other_clinics, seen_elsewhere

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


@dataclass(frozen=True)
class Prospect:
    """A panel to be drawn when what it asks is answered, together with all else beside the case;
    `draw` gives None where there is nothing."""

    draw: Callable[[], Panel | None]
    asks: tuple[Asked[Any], ...]


MakePanel: TypeAlias = Callable[[Case, StaffActing, datetime], Prospect | None]
_makers: Final[list[MakePanel]] = []


def register(make: MakePanel) -> None:
    """Add what stands beside each conversation; `make` gives None where it has nothing to ask."""
    _makers.append(make)


def contacts_panel(case: Case, acting: StaffActing, at: datetime) -> Prospect:
    """Whom the patient turns to, here and at other clinics."""
    today = local(at).date()
    here = contacts_of.asked(acting, patient_id=case.patient_id, on=today)
    others = of_other_clinics.asked(acting, patient_id=case.patient_id, on=today)

    def draw() -> Panel | None:
        lines = [_contact_line(each) for each in here.rows() if each.stands_on(today)]
        lines += [
            Line(text=f"{each.name}, {each.title}", detail=f"{each.kind} · {each.clinic}")
            for each in seen_elsewhere(others.rows())
        ]
        return Panel(heading=_("Care contacts"), lines=tuple(lines)) if lines else None

    return Prospect(draw, (here, others))


def _contact_line(contact: CareContact) -> Line:
    coordinates = _("coordinates") if contact.is_coordinator else ""
    kind = contact.get_kind_display()
    return Line(
        text=f"{contact.staff.full_name}, {contact.staff.title}",
        url=address_of("contacts:staff-contact", contact.pk),
        detail=" · ".join(part for part in (kind, coordinates) if part),
    )


def prospects_beside(case: Case, acting: StaffActing, *, at: datetime) -> list[Prospect]:
    """Everything that may be known beside the case, in the order it was registered."""
    made = (make(case, acting, at) for make in _makers)
    return [prospect for prospect in made if prospect is not None]

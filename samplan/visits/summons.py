"""What a summons says, as plain text in the patient's language."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samplan.common.dates import local, long_moment, minutes_text
from samplan.visits.models import Mode, Visit


def summons_text(visit: Visit) -> str:
    """The summons in the active language: when, how long, where, why, cost, how to prepare."""
    when = long_moment(visit.starts_at, visit.language, today=local(visit.starts_at).date())
    length = minutes_text(visit.minutes, visit.language)
    parts = [
        _("You have an appointment: %(name)s.") % {"name": visit.name},
        f"{when[:1].upper()}{when[1:]}, {length}.",
        _where(visit),
        _whom(visit) if visit.meets else "",
        _("Purpose: %(purpose)s") % {"purpose": visit.purpose} if visit.purpose else "",
        visit.before,
        _("Cost: %(cost)s") % {"cost": visit.cost} if visit.cost else "",
        _late_cancellation(visit) if visit.late_cancel_fee else "",
    ]
    return "\n\n".join(part for part in parts if part)


def _late_cancellation(visit: Visit) -> str:
    words = ngettext(
        "If you cancel later than %(hours)s hour before: %(fee)s",
        "If you cancel later than %(hours)s hours before: %(fee)s",
        visit.late_cancel_hours,
    )
    return words % {"hours": visit.late_cancel_hours, "fee": visit.late_cancel_fee}


def _whom(visit: Visit) -> str:
    words = _("You talk with %(who)s.") if visit.is_talk else _("You meet %(who)s.")
    return words % {"who": visit.meets}


def _where(visit: Visit) -> str:
    if visit.mode == Mode.PHONE:
        return _("We call you.")
    if visit.mode == Mode.VIDEO:
        return _("The visit is by video.")
    place = ", ".join(part for part in (visit.clinic.name, visit.place) if part)
    return _("Place: %(place)s") % {"place": place}

"""Forms that ask more once it is known about what."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, cast

from django import forms
from django.http import QueryDict
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samplan.common.dates import full_day
from samplan.contacts.models import Absence

SALT: Final = "contacts: what one has read"


class AskingBackForm(forms.Form):
    """What is answered holds for what was shown with the question alone: where that has changed
    since, one is asked again."""

    def ask_about(self, told: Sequence[str], mark: str, *answers: str) -> None:
        """Ask for `answers` where anything is `told`, else not; `mark` names the hidden field
        that remembers what was told."""
        if not told:
            for name in (mark, *answers):
                self.fields.pop(name, None)
            return
        now = salted_hmac(SALT, "\n".join(told), algorithm="sha256").hexdigest()
        self.initial[mark] = now
        if self.is_bound and not constant_time_compare(str(self.data.get(mark, "")), now):
            data = cast(QueryDict, self.data).copy()
            data[mark] = now
            for name in answers:
                data.pop(name, None)
            self.data = data


class AwayForm(AskingBackForm):
    """Asks once more before someone is chosen who is away then, or will be."""

    who, day = "staff", "starts_on"  # the fields of whom one chooses, and from when
    knows_away = forms.BooleanField(
        label=gettext_lazy("Choose this person all the same"),
        error_messages={"required": gettext_lazy("Read who is away, and tick if it is right.")},
    )
    away_seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def ask_about_absence(self, absences: Iterable[Absence], *, leaving: str = "") -> None:
        """Say when the chosen one of `absences` is away, and who answers meanwhile. `leaving` is
        the key of one who hands over and can answer no longer."""
        told = [away_words(each, leaving=leaving) for each in absences if self._is_chosen(each)]
        self.fields["knows_away"].help_text = " ".join(told)
        self.ask_about(told, "away_seen", "knows_away")

    def _is_chosen(self, absence: Absence) -> bool:
        if str(absence.staff_id) != self.data.get(self.who):
            return False
        try:
            from_on = date.fromisoformat(str(self.data.get(self.day, "")))
        except ValueError:
            return True  # the form says so of the day
        return absence.until_on >= from_on


def away_words(absence: Absence, *, leaving: str = "") -> str:
    """That someone is away, from when to when, and who answers meanwhile."""
    language = get_language() or "sv"
    days = {
        "first": full_day(absence.from_on, language),
        "last": full_day(absence.until_on, language),
    }
    name = {"name": absence.staff.full_name}
    away = _("%(name)s is away from %(first)s until and including %(last)s.") % (name | days)
    if absence.stand_in is None:
        return f"{away} " + _("Meanwhile the contact's team answers, or else the clinic.")
    who = {"who": absence.stand_in.full_name}
    if str(absence.stand_in_id) == leaving:
        was = _(
            "%(who)s was to answer meanwhile, and hands over. Note someone else under Absences."
        )
        return f"{away} {was % who}"
    return f"{away} " + _("%(who)s answers meanwhile.") % who

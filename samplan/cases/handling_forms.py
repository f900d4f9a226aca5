"""What staff choose about a case beside the thread: who has it, when it comes back, whether it is
joined with another or kept."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, cast

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samplan.cases import staff_queries
from samplan.cases.models import Case, Offering
from samplan.cases.retention.forms import HoldForm
from samplan.common.dates import short_day
from samplan.organisations.models import StaffMember
from samplan.ui.forms import DayField


class GiveForm(forms.Form):
    """Whom a case is given to: one of `colleagues`, or nobody. Whoever has it can keep it."""

    to = forms.ChoiceField(
        label=gettext_lazy("Give to"),
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy("Choose someone who answers cases at the clinic.")
        },
    )
    nobody: ClassVar = gettext_lazy("nobody, lay it back")

    def __init__(
        self,
        data: Any = None,
        *,
        colleagues: Sequence[staff_queries.Colleague],
        handler: StaffMember | None = None,
    ) -> None:
        super().__init__(data, initial={"to": handler.pk if handler else ""}, auto_id="give-%s")
        self.people = {str(each.staff.pk): each.staff for each in colleagues}
        named = [(str(each.staff.pk), _name_of(each)) for each in colleagues]
        if handler is not None and str(handler.pk) not in self.people:
            named.insert(0, (str(handler.pk), handler.full_name))
        to = cast(forms.ChoiceField, self.fields["to"])
        nobody = self.nobody if handler is not None else _("choose someone")
        to.choices = [("", nobody), *named]
        to.is_expected = True  # type: ignore[attr-defined]  # empty is an answer

    def receiver(self) -> StaffMember | None:
        """Who gets it; None for nobody, and for one who has it and could not be given it."""
        return self.people.get(self.cleaned_data["to"])


def _name_of(colleague: staff_queries.Colleague) -> str:
    name = colleague.staff.full_name
    if colleague.away_until is None:
        return name
    away = _("away until %(day)s") % {
        "day": short_day(colleague.away_until, get_language() or "sv")
    }
    return f"{name} ({away})"


class ShareForm(GiveForm):
    """Whom the ticked cases of a shelf are given to."""

    nobody: ClassVar = gettext_lazy("choose someone")
    visa = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, shelf: str = "", **options: Any) -> None:
        super().__init__(data, **options)
        self.initial["visa"] = shelf
        self.fields["to"].label = _("Give the ticked ones to")


class SnoozeForm(forms.Form):
    """Until when a case is laid aside."""

    until = DayField(label=gettext_lazy("Comes back to the queue"))


class MergeForm(forms.Form):
    """Which of the patient's other cases goes on instead of this one."""

    into = forms.TypedChoiceField(
        label=gettext_lazy("This one ends, and the patient is led on to"), coerce=uuid.UUID
    )

    def __init__(self, data: Any = None, *, others: Iterable[Case]) -> None:
        super().__init__(data)
        self.others = {each.pk: each for each in others}
        into = cast(forms.TypedChoiceField, self.fields["into"])
        others_by_title = [
            (str(key), each.short_title_for_care) for key, each in self.others.items()
        ]
        into.choices = [("", _("choose a case")), *others_by_title]

    def other(self) -> Case:
        """The one that goes on."""
        return self.others[self.cleaned_data["into"]]


class ServiceForm(forms.Form):
    """What the patient called or wrote about. Nothing is chosen beforehand: the first in the list
    would be what most cases are about, whatever they are about."""

    service = forms.TypedChoiceField(
        label=gettext_lazy("What is it about?"),
        coerce=uuid.UUID,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what it is about.")},
    )

    def __init__(
        self, data: Any = None, *, services: Iterable[Offering], has_contact: bool = True
    ) -> None:
        super().__init__(data)
        self.services = {each.pk: each for each in services}
        service = cast(forms.TypedChoiceField, self.fields["service"])
        service.choices = [
            (str(key), _service_words(each, has_contact)) for key, each in self.services.items()
        ]

    def chosen(self) -> Offering:
        """The service."""
        return self.services[self.cleaned_data["service"]]


def _service_words(service: Offering, has_contact: bool) -> str:
    """What it is called, and what is to be known before one chooses it."""
    title = service.version.title
    if not service.is_active:
        return _("%(title)s (paused: nothing can be sent now)") % {"title": title}
    if service.version.is_for_contacts and not has_contact:
        told = _("%(title)s (the patient has no care contact here: it goes to the clinic's queue)")
        return told % {"title": title}
    return title


def forms_beside(
    case: Case, colleagues: Sequence[staff_queries.Colleague], others: Sequence[Case]
) -> dict[str, forms.Form | None]:
    """The forms that stand beside the thread, by their names there; no form to join the case with
    another where there is none."""
    return {
        "give_form": GiveForm(colleagues=colleagues, handler=case.handler),
        "snooze_form": SnoozeForm() if case.is_open and case.due_on else None,
        "merge_form": MergeForm(others=others) if others else None,
        "hold_form": None if case.is_open else HoldForm(),
    }

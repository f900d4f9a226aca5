"""What the local administrator fills in: visit types, and what can be booked."""

import uuid
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samplan.bookings.models import LONGEST, SHORTEST, Resource
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.queries import sendable_from, told_apart
from samplan.organisations.models import StaffMember
from samplan.ui.forms import TextField
from samplan.visits.models import Mode, Send, VisitType

PLACE_HINT = _("What the patient needs to find you, for example: Report at the desk, floor 4.")

SEND_HINT = _(
    "As one, the patient has one thing to open. As two, the summons and the questions lie apart."
)


class MinutesField(forms.IntegerField):
    """A visit's length."""

    def __init__(self, **options: Any) -> None:
        sentence = _("A visit is between 5 minutes and 10 hours.")
        messages = {"min_value": sentence, "max_value": sentence}
        options.setdefault("label", _("Minutes"))
        super().__init__(min_value=SHORTEST, max_value=LONGEST, error_messages=messages, **options)


class VisitTypeForm(forms.Form):
    """Everything that visits of one type have in common."""

    name = TextField(label=_("Name"), help_text=_("As the patient reads it."), longest=120)
    purpose = TextField(
        label=_("Purpose"), help_text=_("Continues the words: The purpose is …"), longest=300
    )
    minutes = MinutesField()
    mode = forms.ChoiceField(label=_("How you meet"), choices=Mode.choices)
    place = TextField(label=_("Place"), help_text=PLACE_HINT, required=False, longest=200)
    before = TextField(label=_("Before the visit"), required=False, longest=4000, rows=4)
    during = TextField(label=_("During the visit"), required=False, longest=4000, rows=3)
    after = TextField(label=_("After the visit"), required=False, longest=4000, rows=3)
    cost = TextField(label=_("Cost"), required=False, longest=200)
    late_cancel_hours = forms.IntegerField(
        label=_("Latest cancellation, hours before"), min_value=0, max_value=1000, initial=24
    )
    late_cancel_fee = TextField(label=_("Fee for late cancellation"), required=False, longest=200)
    send = forms.ChoiceField(
        label=_("What to send"),
        help_text=SEND_HINT,
        choices=Send.choices,
        widget=forms.RadioSelect,
    )
    questionnaire = forms.ChoiceField(label=_("Questions"), required=False)
    answer_days_before = forms.IntegerField(
        label=_("Answers wanted, days before the visit"), min_value=0, max_value=60, initial=3
    )

    def __init__(self, *args: Any, clinic_id: uuid.UUID, **options: Any) -> None:
        super().__init__(*args, **options)
        self.versions: dict[str, QuestionnaireVersion] = {
            str(version.questionnaire_id): version for version in sendable_from(clinic_id)
        }
        titles = [(key, told_apart(version)) for key, version in self.versions.items()]
        field = cast(forms.ChoiceField, self.fields["questionnaire"])
        field.choices = [("", gettext("No questions")), *titles]

    def clean(self) -> None:
        """Questions are chosen where they are to be sent."""
        super().clean()
        sends = self.cleaned_data.get("send") in {Send.TWO, Send.MERGED}
        if sends and not self.cleaned_data.get("questionnaire"):
            self.add_error("questionnaire", gettext("Choose which questions to send."))

    def facts(self) -> dict[str, Any]:
        """The fields of the visit type."""
        facts = dict(self.cleaned_data)
        key = facts.pop("questionnaire")
        return facts | {"questionnaire_id": uuid.UUID(key) if key else None}

    @staticmethod
    def initial_of(visit_type: VisitType) -> dict[str, Any]:
        """What the form shows of a type."""
        names = [name for name in VisitTypeForm.base_fields if name != "questionnaire"]
        return {name: getattr(visit_type, name) for name in names} | {
            "questionnaire": str(visit_type.questionnaire_id or "")
        }


class ResourceForm(forms.Form):
    """Someone or something that can be booked."""

    name = TextField(
        label=_("Name"),
        help_text=_("As the patient reads it, for example: Maria Nyström, heart nurse."),
        longest=120,
    )
    staff = forms.ChoiceField(label=_("Stands for"), required=False)

    def __init__(self, *args: Any, clinic_id: uuid.UUID, **options: Any) -> None:
        super().__init__(*args, **options)
        working = StaffMember.objects.filter(assignments__organisation_id=clinic_id).distinct()
        ordered = working.order_by("family_name", "given_name", "id")
        people = [(str(one.pk), f"{one.full_name}, {one.title}") for one in ordered]
        field = cast(forms.ChoiceField, self.fields["staff"])
        field.choices = [("", gettext("A room, a device or a group")), *people]

    def facts(self) -> dict[str, Any]:
        """The fields of the resource."""
        key = self.cleaned_data["staff"]
        return {"name": self.cleaned_data["name"], "staff_id": uuid.UUID(key) if key else None}

    @staticmethod
    def initial_of(resource: Resource) -> dict[str, Any]:
        """What the form shows of a resource."""
        return {"name": resource.name, "staff": str(resource.staff_id or "")}

"""What staff fill in about contacts, teams and absences."""

import uuid
from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from samplan.contacts.actions import ContactFacts
from samplan.contacts.actions.agreeing import AgreementFacts
from samplan.contacts.actions.teams import TeamFacts
from samplan.contacts.asking_back import AwayForm
from samplan.contacts.fields import HoursField, PersonField, key_of
from samplan.contacts.hours import folded
from samplan.contacts.models import (
    Absence,
    CareContact,
    CareTeam,
    Channel,
    ContactKind,
    EndReason,
)
from samplan.organisations.models import StaffMember
from samplan.ui.forms import DayField, TextField


class ContactForm(AwayForm):
    """All that is said about a contact. Without `people` the person is not changed; with them
    `absences` are theirs."""

    staff = PersonField(label=_("Who"))
    field_order: tuple[str, ...] = ("staff", "away_seen", "knows_away")
    kind = forms.ChoiceField(label=_("Kind"), choices=ContactKind.choices)
    is_coordinator = forms.BooleanField(label=_("Coordinates the patient's plan"), required=False)
    team = forms.ChoiceField(label=_("Reached through the team"), required=False)
    helps_with = TextField(
        label=_("Helps with"),
        help_text=_("As the patient reads it, for example: medicines, worry, planning."),
        required=False,
        longest=500,
        rows=2,
    )
    helps_not = TextField(label=_("Does not help with"), required=False, longest=500, rows=2)
    phone = TextField(label=_("Phone"), required=False, longest=40)
    hours = HoursField(
        label=_("Phone hours"),
        help_text=_("8-11 is all weekdays. Or: Mon-Thu 8-11, 13-15, Fri 8-10."),
        required=False,
        longest=200,
    )
    answer_days = forms.IntegerField(
        label=_("Answers within, working days"), min_value=1, max_value=30, initial=2
    )
    note_to_patient = TextField(
        label=_("Note to the patient"), required=False, longest=1000, rows=3
    )
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(
        label=_("Last day"), help_text=_("Empty: until further notice."), required=False
    )

    def __init__(
        self,
        *args: Any,
        people: Iterable[StaffMember] | None,
        teams: Iterable[CareTeam],
        absences: Iterable[Absence] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.ask_about_absence(absences)
        if people is None:
            del self.fields["staff"]
        else:
            cast(PersonField, self.fields["staff"]).let_choose(people)
        named = [(str(team.pk), team.name) for team in teams]
        cast(forms.ChoiceField, self.fields["team"]).choices = [("", gettext("No team")), *named]

    def clean(self) -> None:
        """A contact that coordinates overall coordinates; the days are in order."""
        super().clean()
        said = self.cleaned_data
        if said.get("kind") == ContactKind.COORDINATING:
            said["is_coordinator"] = True
        first, last = said.get("starts_on"), said.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", gettext("The last day is before the first."))

    def facts(self) -> ContactFacts:
        """What the form says."""
        said = dict(self.cleaned_data)
        said.pop("staff", None)
        names = ContactFacts.__dataclass_fields__
        known = {name: value for name, value in said.items() if name in names}
        return ContactFacts(**known, team_id=key_of(said["team"]))

    @property
    def staff_id(self) -> uuid.UUID:
        """Who was chosen."""
        return uuid.UUID(self.cleaned_data["staff"])

    @staticmethod
    def initial_of(contact: CareContact) -> dict[str, Any]:
        """What the form shows of a contact."""
        others = {"staff", "team", *AwayForm.base_fields}
        names = [name for name in ContactForm.base_fields if name not in others]
        own = {name: getattr(contact, name) for name in names}
        hours = folded(contact.hours, get_language() or "sv")
        return own | {"team": str(contact.team_id or ""), "hours": hours}


class DecideForm(ContactForm):
    """The answer to a wish for a contact: someone, or words about why not."""

    outcome = forms.ChoiceField(
        label=_("Your answer"),
        choices=[("yes", _("Give a contact")), ("no", _("Answer without giving one"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer.")},
    )
    answer = TextField(
        label=_("Words to the patient"),
        help_text=_("Needed where no contact is given."),
        required=False,
        longest=1000,
        rows=3,
    )
    field_order = ("outcome", "answer", *ContactForm.field_order)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.data and self.data.get("outcome") != "yes":
            for name in ContactForm.base_fields.keys() & self.fields.keys():
                self.fields[name].required = False

    def clean(self) -> None:
        """Words where the answer is no."""
        super().clean()
        if self.cleaned_data.get("outcome") == "no" and not self.cleaned_data.get("answer"):
            self.add_error("answer", gettext("Write an answer that the patient reads."))

    @property
    def is_yes(self) -> bool:
        """A contact is given."""
        return bool(self.cleaned_data["outcome"] == "yes")


class NoteForm(forms.Form):
    """What staff note among themselves."""

    note = TextField(
        label=_("Note for staff"),
        help_text=_("Only staff of the clinic read this. The patient never does."),
        required=False,
        longest=2000,
        rows=4,
    )


class EndForm(forms.Form):
    """When and why a contact ends."""

    last_on = DayField(
        label=_("Last day"), help_text=_("The day before the first says that it never began.")
    )
    reason = forms.ChoiceField(
        label=_("Why"),
        choices=[each for each in EndReason.choices if each[0] != EndReason.HANDED_OVER],
    )


class AgreementForm(forms.Form):
    """The agreed way of being in touch; written with the patient."""

    with_whom = TextField(
        label=_("With whom"),
        help_text=_("For example: Maria Nyström, or the patient's daughter."),
        longest=200,
    )
    channel = forms.ChoiceField(label=_("How"), choices=Channel.choices)
    when = TextField(
        label=_("When"),
        help_text=_("For example: every other Monday morning."),
        required=False,
        longest=200,
    )
    words = TextField(label=_("In words"), required=False, longest=1000, rows=3)
    agreed_on = DayField(label=_("Agreed on"))

    def facts(self) -> AgreementFacts:
        """What the form says."""
        return AgreementFacts(**self.cleaned_data)


class AbsenceForm(forms.Form):
    """Who is away, when, and who answers."""

    staff = PersonField(label=_("Who is away"))
    from_on = DayField(label=_("First day"))
    until_on = DayField(label=_("Last day"))
    stand_in = PersonField(label=_("Who answers instead"), required=False)

    def __init__(self, *args: Any, people: Iterable[StaffMember], **options: Any) -> None:
        super().__init__(*args, **options)
        people = list(people)
        cast(PersonField, self.fields["staff"]).let_choose(people)
        nobody = gettext("The contact's team, or else the clinic")
        cast(PersonField, self.fields["stand_in"]).let_choose(people, nobody=nobody)


class TeamForm(forms.Form):
    """A team, and who is in it."""

    name = TextField(label=_("Name"), longest=100)
    description = TextField(label=_("What patients read"), required=False, longest=500, rows=3)
    members = forms.MultipleChoiceField(
        label=_("Members"), widget=forms.CheckboxSelectMultiple, required=False
    )
    is_in_use = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def __init__(self, *args: Any, people: Iterable[StaffMember], **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(str(one.pk), f"{one.full_name}, {one.title}") for one in people]
        cast(forms.MultipleChoiceField, self.fields["members"]).choices = named

    def facts(self) -> TeamFacts:
        """What the form says, but for the members."""
        said = self.cleaned_data
        names = ("name", "description", "is_in_use")
        return TeamFacts(**{name: said[name] for name in names})

    @property
    def chosen(self) -> list[uuid.UUID]:
        """Who was ticked."""
        return [uuid.UUID(key) for key in self.cleaned_data["members"]]

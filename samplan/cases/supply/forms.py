"""What administrators fill in about case types and services."""

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samplan.access.acting import StaffActing
from samplan.cases.models import (
    MOST_DAYS,
    MOST_FILES,
    CaseTypeVersion,
    Direction,
    GoesTo,
    Offering,
    OpensTo,
)
from samplan.cases.supply.areas import Area
from samplan.cases.supply.drafting import NewType
from samplan.cases.supply.offerings import Place
from samplan.cases.supply.publishing import NOTICE
from samplan.cases.supply.reach import regions
from samplan.cases.supply.replies import Words, known_variables
from samplan.forms.models import Questionnaire
from samplan.forms.queries import sendable_from, told_apart
from samplan.organisations.models import OLDEST, Organisation, Sex
from samplan.ui.forms import DayField, TextField

LONGEST_TITLE = 120
LARGEST_FILE = 1_000_000  # bytes


class NewTypeForm(forms.Form):
    """The name of a new case type, and who starts it."""

    title = TextField(
        label=_("Name of the case type"),
        help_text=_("As the patient reads it, for example: Ask a question."),
        longest=LONGEST_TITLE,
    )
    direction = forms.ChoiceField(
        label=_("Who starts it?"),
        choices=Direction.choices,
        initial=Direction.PATIENT,
        widget=forms.RadioSelect,
    )

    def new(self) -> NewType:
        """What it begins with."""
        return NewType(**self.cleaned_data)


class DraftForm(forms.Form):
    """All that a case type says and asks."""

    over = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    title = TextField(label=_("Name"), longest=LONGEST_TITLE)
    title_en = TextField(label=_("Name in English"), longest=LONGEST_TITLE, required=False)
    what_for = TextField(
        label=_("What it is for"),
        help_text=_("A sentence or two. Stands first, for the patient."),
        longest=1000,
        rows=3,
        required=False,
    )
    what_for_en = TextField(
        label=_("What it is for, in English"), longest=1000, rows=3, required=False
    )
    terms = TextField(
        label=_("Terms"),
        help_text=_("What the patient needs to know before beginning."),
        longest=2000,
        rows=3,
        required=False,
    )
    terms_en = TextField(label=_("Terms in English"), longest=2000, rows=3, required=False)
    questionnaire = forms.ChoiceField(label=_("Form"), required=False)
    answer_days = forms.IntegerField(
        label=_("Answered within, working days"), min_value=1, max_value=MOST_DAYS
    )
    most_files = forms.IntegerField(
        label=_("Files at most"),
        help_text=_("With each message. The form has limits of its own, at its questions."),
        min_value=0,
        max_value=MOST_FILES,
    )
    is_answerable = forms.BooleanField(
        label=_("The patient can write more in the conversation"), required=False
    )
    goes_to = forms.ChoiceField(
        label=_("Goes to"), choices=GoesTo.choices, widget=forms.RadioSelect
    )

    def __init__(self, data: Any, *, draft: CaseTypeVersion, acting: StaffActing) -> None:
        initial = {name: getattr(draft, name) for name in self.base_fields if name != "over"}
        initial |= {"over": draft.revision, "questionnaire": str(draft.questionnaire_id or "")}
        super().__init__(data, initial=initial)
        versions = sendable_from(acting.clinic_id)
        choices = [(str(each.questionnaire_id), told_apart(each)) for each in versions]
        field = cast(forms.ChoiceField, self.fields["questionnaire"])
        field.choices = [("", gettext("Choose a form")), *choices]
        asks_patients = draft.case_type.direction == Direction.PATIENT
        field.is_expected = asks_patients  # type: ignore[attr-defined]  # saved without, not in use

    def content(self) -> dict[str, Any]:
        """What the draft is to say."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "over"}
        key = told.pop("questionnaire")
        return {**told, "questionnaire": Questionnaire.objects.get(pk=key) if key else None}


class PublishForm(forms.Form):
    """Which revision is put in use, and when followers, if any, take it themselves."""

    over = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    followed_on = DayField(
        label=_("Followers get it by themselves on"),
        help_text=_("They see at once what is new and can take it earlier."),
    )

    def __init__(
        self, data: Any, *, draft: CaseTypeVersion, today: date, has_followers: bool
    ) -> None:
        initial = {"over": draft.revision, "followed_on": today + NOTICE}
        super().__init__(data, initial=initial)
        if not has_followers:
            del self.fields["followed_on"]


class PlaceForm(forms.Form):
    """To whom a service opens, and where it stands."""

    opens_to = forms.ChoiceField(
        label=_("Who may use it?"), choices=OpensTo.choices, widget=forms.RadioSelect
    )
    group = TextField(
        label=_("Heading on the clinic's page"),
        help_text=_("Services with the same heading stand together."),
        longest=80,
        required=False,
    )

    def __init__(self, data: Any, *, offering: Offering) -> None:
        super().__init__(data, initial={"opens_to": offering.opens_to, "group": offering.group})

    def place(self) -> Place:
        """As it is filled in."""
        return Place(**self.cleaned_data)


class PauseForm(forms.Form):
    """What patients read while a service is paused."""

    words = TextField(
        label=_("What patients read meanwhile"),
        help_text=_("Why, until when, and what they can do instead."),
        longest=500,
        rows=3,
    )


class ReplyForm(forms.Form):
    """A standard reply."""

    title = TextField(label=_("Name of the reply"), longest=80)
    body = TextField(label=_("Text"), longest=4000, rows=5)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        words = gettext("Filled in by itself: %(known)s.")
        self.fields["body"].help_text = words % {"known": known_variables()}

    def words(self) -> Words:
        """As it is written."""
        return Words(**self.cleaned_data)


class AgeField(forms.IntegerField):
    """Whole years."""

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, min_value=0, max_value=OLDEST, required=False)


def _named(region: Organisation) -> str:
    return region.name


class AreaForm(forms.Form):
    """One part of a clinic's service area."""

    region = forms.ModelChoiceField(
        label=_("Registered in"),
        queryset=Organisation.objects.none(),
        empty_label=_("Anywhere"),
        required=False,
    )
    municipality = TextField(label=_("Municipality"), longest=80, required=False)
    sex = forms.ChoiceField(
        label=_("Sex"), choices=[("", _("Everyone")), *Sex.choices], required=False
    )
    age_from = AgeField(_("From the age of"))
    age_to = AgeField(_("Up to the age of, included"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        field = cast("forms.ModelChoiceField[Organisation]", self.fields["region"])
        field.queryset = regions()
        field.label_from_instance = _named  # type: ignore[assignment]  # as Django means it

    def clean_age_to(self) -> int | None:
        """Not before the age from which."""
        first, last = self.cleaned_data.get("age_from"), self.cleaned_data["age_to"]
        if first is not None and last is not None and last < first:
            raise ValidationError(gettext("The last age is before the first."))
        return cast(int | None, last)

    def area(self) -> Area:
        """As it is filled in."""
        return Area(**self.cleaned_data)


class TypesFileForm(forms.Form):
    """A file with case types."""

    file = forms.FileField(label=_("File with case types"), help_text=_("JSON, at most 1 MB."))

    def clean_file(self) -> "UploadedFile[bytes]":
        """Not too large."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise ValidationError(gettext("The file is larger than 1 MB. Import it in parts."))
        return file

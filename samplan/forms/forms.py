"""What administrators fill in about a form as a whole."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samplan.forms.building.editing import Words
from samplan.forms.building.presentation import Presentation
from samplan.forms.engine import MOST
from samplan.forms.models import Questionnaire, QuestionnaireVersion
from samplan.forms.supply.publishing import NOTICE
from samplan.organisations.models import Organisation
from samplan.ui.forms import TextField

LONGEST_TITLE = 120
LARGEST_FILE = MOST.characters  # bytes
ENGLISH = _("In English")


class NewForm(forms.Form):
    """The name of a new form."""

    title = TextField(
        label=_("Name of the form"),
        help_text=_("As the patient reads it, for example: Questions before your visit."),
        longest=LONGEST_TITLE,
    )

    def __init__(self, data: QueryDict | None, *, titles: Collection[str]) -> None:
        super().__init__(data)
        self.titles = {title.casefold() for title in titles}

    def clean_title(self) -> str:
        """A name that none of the owner's forms has: by it one tells them apart."""
        title = str(self.cleaned_data["title"])
        if title.casefold() in self.titles:
            raise ValidationError(
                gettext("You have a form with that name already. Write a name that differs.")
            )
        return title


class PublishForm(forms.Form):
    """Which revision of the draft is published, and when followers, if any, take it themselves."""

    over = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    followed_on = forms.DateField(
        label=_("Followers get it by themselves on"),
        help_text=_("They see at once what is new and can take it earlier."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        draft: QuestionnaireVersion,
        today: date,
        has_followers: bool,
    ) -> None:
        initial = {"over": draft.revision, "followed_on": today + NOTICE}
        super().__init__(data, initial=initial)
        if not has_followers:
            del self.fields["followed_on"]

    def facts(self) -> dict[str, Any]:
        """What the action is told."""
        return dict(self.cleaned_data)


class PresentationForm(forms.Form):
    """What a form says about itself, in its own language and in English."""

    title_own = TextField(label=_("Name"), longest=LONGEST_TITLE)
    title_english = TextField(label=ENGLISH, longest=LONGEST_TITLE, required=False)
    description_own = TextField(
        label=_("To the patient"),
        help_text=_("Why you ask, in a sentence or two. Stands first in the form."),
        longest=1000,
        rows=3,
        required=False,
    )
    description_english = TextField(label=ENGLISH, longest=1000, rows=3, required=False)
    instruction_own = TextField(
        label=_("To clinics that use the form"),
        help_text=_("Purpose, steps, who does what, and how it is sent. Markdown can be used."),
        longest=10_000,
        rows=8,
        required=False,
    )
    instruction_english = TextField(label=ENGLISH, longest=10_000, rows=8, required=False)
    score_for = forms.ChoiceField(
        label=_("Who sees the sum of the points"),
        help_text=_("It is always said to be support for a talk and not advice."),
        choices=[
            ("", _("Nobody")),
            ("patient", _("The patient")),
            ("care", _("Care")),
            ("both", _("Both")),
        ],
        required=False,
    )

    is_for_care = forms.BooleanField(
        label=_("Care answers it itself"),
        help_text=_("Then it cannot be sent to patients."),
        required=False,
    )

    def __init__(self, data: QueryDict | None, *, presentation: Presentation) -> None:
        initial: dict[str, Any] = {
            "score_for": presentation.score_for,
            "is_for_care": presentation.is_for_care,
        }
        for name in ("title", "description", "instruction"):
            words = getattr(presentation, name)
            initial |= {f"{name}_own": words.own, f"{name}_english": words.english}
        super().__init__(data, initial=initial)

    def presentation(self) -> Presentation:
        """As it is filled in."""
        clean = self.cleaned_data
        title, description, instruction = (
            Words(clean[f"{name}_own"], clean[f"{name}_english"])
            for name in ("title", "description", "instruction")
        )
        return Presentation(
            title, description, instruction, clean["score_for"], clean["is_for_care"]
        )


class LimitForm(forms.Form):
    """Which regions see a national form."""

    regions = forms.ModelMultipleChoiceField(
        label=_("Only these regions see the form"),
        help_text=_("None means that all of them do."),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        regions: QuerySet[Organisation],
        questionnaire: Questionnaire,
    ) -> None:
        super().__init__(data, initial={"regions": questionnaire.limited_to.all()})
        field = self.fields["regions"]
        field.queryset = regions  # type: ignore[attr-defined]  # a ModelMultipleChoiceField's
        field.label_from_instance = lambda region: region.name  # type: ignore[attr-defined]  # ditto

    def chosen(self) -> list[Organisation]:
        """The regions that are ticked."""
        return list(self.cleaned_data["regions"])


class ImportForm(forms.Form):
    """A file with questionnaires."""

    file = forms.FileField(
        label=_("File with FHIR questionnaires"),
        help_text=_("JSON, one questionnaire or a bundle of them, at most 10 MB."),
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Not too large a file to be a form."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise ValidationError(gettext("The file is larger than 10 MB. Import it in parts."))
        return file

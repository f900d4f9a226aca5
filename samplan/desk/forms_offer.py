"""What administrators fill in about hours, the phone menu, information and documents."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samplan.common.opening_hours import BadHours, Spans, parse_spans, written_spans
from samplan.desk.actions import ErrandFacts, PageFacts
from samplan.organisations.models import Errand, HoursFor, InformationPage, OpeningHours, Way
from samplan.ui.forms import DayField, TextField

SHORT, LINES, LONG = 200, 500, 20_000
WEEKDAYS = (
    *(_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday")),
    *(_("Saturday"), _("Sunday")),
)
KEYS = [("", _("None")), *((key, key) for key in "1234567890*#")]


class HoursField(TextField):
    """Spans of a day as people write them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(longest=SHORT, required=False, **options)

    def clean(self, value: Any) -> Any:
        """The spans; empty is closed."""
        try:
            return parse_spans(super().clean(value))
        except BadHours as fault:
            raise ValidationError(gettext(fault.message) % fault.params) from None


class HoursForm(forms.Form):
    """The hours of each weekday, for visits and for the phone."""

    is_open_on_holidays = forms.BooleanField(label=_("Open on public holidays too"), required=False)

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        for purpose in HoursFor:
            for day, label in enumerate(WEEKDAYS):
                self.fields[f"{purpose.value}_{day}"] = HoursField(label=label)

    def weeks(self) -> dict[HoursFor, dict[int, Spans]]:
        """What was filled in."""
        return {
            purpose: {day: self.cleaned_data[f"{purpose.value}_{day}"] for day in range(7)}
            for purpose in HoursFor
        }

    def groups(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The fields of each purpose under its name."""
        for purpose in HoursFor:
            yield str(purpose.label), [self[f"{purpose.value}_{day}"] for day in range(7)]

    @staticmethod
    def initial_of(rows: list[OpeningHours], language: str) -> dict[str, str]:
        """What stands in the fields from the start."""
        found: dict[str, tuple[Any, ...]] = {}
        for row in rows:
            key = f"{row.purpose}_{row.weekday}"
            found[key] = (*found.get(key, ()), (row.opens_at, row.closes_at))
        return {key: written_spans(spans, language) for key, spans in found.items()}


class OtherHoursForm(forms.Form):
    """A day that is not as its weekday."""

    day = DayField(label=_("Day"))
    hours = HoursField(label=_("Hours"), help_text=_("Leave empty for closed all day."))
    purposes = forms.MultipleChoiceField(
        label=_("What it is about"),
        choices=HoursFor.choices,
        initial=HoursFor.values,
        widget=forms.CheckboxSelectMultiple,
    )
    note = TextField(
        label=_("Why"), help_text=_("For example: training day."), longest=SHORT, required=False
    )

    def clean_hours(self) -> Spans:
        """One span at most."""
        spans: Spans = self.cleaned_data["hours"]
        if len(spans) > 1:
            raise ValidationError(gettext("Write one time from and to."))
        return spans


class ErrandForm(forms.Form):
    """Something to turn to the clinic for."""

    name = TextField(
        label=_("What the patient needs"),
        help_text=_("The same words as in the phone menu and as the service here."),
        longest=SHORT,
    )
    what_for = TextField(label=_("What it is for"), longest=LINES, rows=2, required=False)
    quickest = forms.ChoiceField(label=_("Quickest"), choices=Way.choices, widget=forms.RadioSelect)
    phone_key = forms.ChoiceField(label=_("Key in the phone menu"), choices=KEYS, required=False)
    phone_hours = TextField(
        label=_("Phone hours for this"),
        help_text=_("Only where they are not those of the whole phone."),
        longest=SHORT,
        required=False,
    )

    service_key = forms.ChoiceField(label=_("The same thing here"), required=False)

    def __init__(self, *given: Any, services: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*given, **options)
        field = cast(forms.ChoiceField, self.fields["service_key"])
        field.choices = [("", gettext("the service of the same name, if any")), *services]

    def facts(self) -> ErrandFacts:
        """What was filled in."""
        return ErrandFacts(**self.cleaned_data)

    @staticmethod
    def initial_of(errand: Errand) -> dict[str, Any]:
        """What stands in the fields from the start."""
        names = ("name", "what_for", "quickest", "phone_key", "phone_hours", "service_key")
        return {name: getattr(errand, name) for name in names}


class InformationForm(forms.Form):
    """A page for patients to read."""

    title = TextField(label=_("Heading"), longest=SHORT)
    text = TextField(
        label=_("Text"),
        help_text=_(
            "Leave an empty line between paragraphs. Begin a heading with # and each line of a "
            "list with a hyphen."
        ),
        longest=LONG,
        rows=14,
    )
    title_english = TextField(label=_("Heading in English"), longest=SHORT, required=False)
    text_english = TextField(label=_("Text in English"), longest=LONG, rows=8, required=False)
    is_published = forms.BooleanField(label=_("Patients can read it"), required=False)

    def clean(self) -> dict[str, Any]:
        """Title and text in English go together."""
        told = self.cleaned_data
        for name, other in (("title", "text"), ("text", "title")):
            if told.get(f"{other}_english") and not told.get(f"{name}_english", "x"):
                self.add_error(f"{name}_english", gettext("Write both title and text, or neither."))
        return told

    def facts(self) -> PageFacts:
        """What was filled in."""
        return PageFacts(**self.cleaned_data)

    @staticmethod
    def initial_of(page: InformationPage) -> dict[str, Any]:
        """What stands in the fields from the start."""
        names = ("title", "text", "title_english", "text_english", "is_published")
        return {name: getattr(page, name) for name in names}


class DocumentForm(forms.Form):
    """A document for patients to fetch."""

    title = TextField(
        label=_("Name of the document"),
        help_text=_("As patients read it, and as it is read aloud."),
        longest=SHORT,
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("A PDF with tags and language, so that it can be read aloud."),
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
    )
    is_read_through = forms.BooleanField(
        label=_("Someone has read it through with a screen reader"), required=False
    )

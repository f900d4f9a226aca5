"""Examples for the shelf page: every component once, as it looks in a real day's work."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.functional import SimpleLazyObject

from samplan.ui.frame import Frame, NavItem
from samplan.ui.parts import Chip, PickedFile, Step

SECTIONS = ("page", "cards", "steps", "thread", "forms", "boards", "notices")

ENTRIES = (
    "Start",
    "Inkorg",
    "Min plan",
    "Bokade tider",
    "Egen provhantering",
    "Stöd och behandling",
    "Journalen",
    "Övriga tjänster",
)


class ExampleForm(forms.Form):
    """One field of each kind that pages use."""

    use_required_attribute = False

    talk = forms.CharField(
        label="Vad vill du helst prata om?",
        help_text="Skriv det viktigaste först.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    meet = forms.MultipleChoiceField(
        label="Vem vill du träffa?",
        help_text="Du kan välja flera.",
        choices=[("counsellor", "Kurator"), ("dietician", "Dietist"), ("other", "Någon annan")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    dizzy = forms.ChoiceField(
        label="Har du varit yr den senaste veckan?",
        choices=[("yes", "Ja"), ("no", "Nej")],
        widget=forms.RadioSelect,
        error_messages={"required": "Du behöver svara på det här."},
    )
    since = forms.DateField(
        label="När började det?",
        widget=forms.DateInput(attrs={"type": "date"}),
        required=False,
    )
    often = forms.ChoiceField(
        label="Hur ofta mäter du blodtrycket?",
        choices=[("daily", "Varje dag"), ("weekly", "Någon gång i veckan")],
    )
    phone = forms.CharField(
        label="Telefon på dagtid",
        error_messages={"required": "Skriv ett nummer som vi kan nå dig på."},
    )
    letter = forms.FileField(label="Remiss eller intyg", required=False)
    may_share = forms.BooleanField(
        label="Mottagningen får dela mina svar med vårdcentralen", required=False
    )


def examples(*, at: datetime) -> dict[str, Any]:
    """The context of the shelf's templates; the dates follow `at`."""
    visit_on = (at + timedelta(days=25)).date()
    return {
        "frame": _frame(),
        "measured": [("12 maj", "148", 148), ("3 aug.", "139", 139), ("23 nov.", "142", 142)],
        "sections": [f"ui/shelf/{name}.html" for name in SECTIONS],
        "at": at,
        "visit_on": visit_on,
        "read_words": "# Rör på dig\n\nGå varje dag.\n\n- vecka 1: fem minuter\n- vecka 2: tio",
        "care_facts": [
            ("Hjälper med", "läkemedel, oro, planering"),
            ("Svarar", "inom 2 arbetsdagar"),
            ("Telefon", "mån–fre 8–11"),
        ],
        "form": SimpleLazyObject(ExampleForm),
        "wrong_form": ExampleForm({"talk": "Jag blir yr på morgonen."}, auto_id="wrong_%s"),
        "faults": [("id_phone", "Skriv ett nummer som vi kan nå dig på.")],
        **_lists(visit_on),
    }


def _frame() -> Frame:
    return Frame(
        person_name="Bo Lind",
        home_url="#start",
        is_trial=True,
        acting_for="Cleo Lind",
        switch_url="#switch",
        leave_url="#leave",
        logout_url="#log-out",
        nav=tuple(
            NavItem(
                label=label,
                url="#page",
                is_current=label == "Start",
                count=2 if label == "Inkorg" else 0,
            )
            for label in ENTRIES
        ),
    )


def _lists(visit_on: date) -> dict[str, Any]:
    return {
        "chips": [
            Chip(label="Alla öppna", url="#boards", is_current=True),
            Chip(label="Ofördelade", url="#boards"),
            Chip(label="Väntar på patient", url="#boards"),
        ],
        "files": [
            PickedFile(
                key="1", name="blodtryck-v47.pdf", size="84 kB", tone="ok", state="Kontrollerad"
            ),
            PickedFile(
                key="2", name="matare.jpg", size="2,1 MB", tone="wait", state="Kontrolleras …"
            ),
        ],
        "steps": [
            Step(label="Dina besvär", state="done"),
            Step(label="Läkemedel", state="now"),
            Step(label="Granska och skicka", state="coming"),
        ],
        "first_slots": [("0830", "08.30"), ("0915", "09.15"), ("1300", "13.00")],
        "day": visit_on,
    }

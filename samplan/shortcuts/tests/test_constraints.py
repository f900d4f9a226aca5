"""What must be true of a patient's own shortcuts is true in the database."""

from samplan.shortcuts.models import MOST_SHORTCUTS, ChosenClinic, Shortcut
from tests.cast import AT, Cast
from tests.constraints import assert_each_refuses


def test_each_constraint_refuses_what_is_not_so(cast: Cast) -> None:
    shortcut = Shortcut.objects.create(patient=cast.alma, kind="x", key="1", place=0)
    chosen = ChosenClinic.objects.create(patient=cast.alma, clinic=cast.heart, chosen_at=AT)
    tries = {
        "one_shortcut_to_each_thing": (shortcut, {"place": 1}),
        "one_shortcut_per_place": (shortcut, {"key": "2"}),
        "shortcuts_are_few": (shortcut, {"place": MOST_SHORTCUTS}),
        "a_clinic_is_chosen_once": (chosen, {}),
    }
    assert_each_refuses("shortcuts", tries)

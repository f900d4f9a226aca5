"""What the pages have in common."""

from collections.abc import Callable

from django import forms

from samplan.access.policies import Refused


def is_done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether what the form asks for could be done; a refusal stands above the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True

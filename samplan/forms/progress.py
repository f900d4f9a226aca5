"""How far answers on their way have come."""

from samplan.access.acting import Acting
from samplan.forms.drafts import Draft, side_of
from samplan.forms.models import Response


def progress_of(draft: Draft) -> tuple[int, int]:
    """How many of the pages that apply one has gone on from, and how many there are."""
    shown = draft.shown_pages()
    return sum(draft.page(page).is_passed for page in shown), len(shown)


def pages_passed(response: Response, acting: Acting) -> int | None:
    """How many pages one has gone on from in what was saved; None where nothing ever was."""
    stored = getattr(response, side_of(acting))
    return sum(page["passed"] for page in stored["pages"].values()) if stored else None

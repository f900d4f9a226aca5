"""How far answers on their way have come."""

from samplan.forms.drafts import Draft


def progress_of(draft: Draft) -> tuple[int, int]:
    """How many of the pages that apply one has gone on from, and how many there are."""
    shown = draft.shown_pages()
    return sum(draft.page(page).is_passed for page in shown), len(shown)

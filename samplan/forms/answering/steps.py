"""From page to page of a form."""

from samplan.forms.answering.ways import Way
from samplan.forms.engine import Page
from samplan.forms.progress import progress_of


def page_url(way: Way, page: Page, anchor: str = "") -> str:
    """The address of one page of the form, or of a place on it."""
    mark = f"#{anchor}" if anchor else ""
    return way.url("question-page", page.link_id) + mark


def progress(way: Way, page: Page) -> dict[str, object]:
    """Where the page stands, how much is done, and on the first one why one is asked."""
    shown = [each.link_id for each in way.draft.shown_pages()]
    done, total = progress_of(way.draft)
    return {
        "why": way.draft.form.description if shown[:1] == [page.link_id] else "",
        "step": shown.index(page.link_id) + 1 if page.link_id in shown else 1,
        "total": max(total, 1),
        "done": done,
    }


def beside(way: Way, page: Page, step: int) -> str:
    """The page `step` places on, or what stands at either end of the form."""
    shown = list(way.draft.shown_pages())
    place = next((n for n, each in enumerate(shown) if each.link_id == page.link_id), 0) + step
    if place < 0:
        return way.back.url
    return page_url(way, shown[place]) if place < len(shown) else way.url("review")

"""Which items are asked, given the answers so far (FHIR's enableWhen)."""

from collections.abc import Collection

from samplan.forms.engine.answers import Answers
from samplan.forms.engine.conditions import EnableBehavior
from samplan.forms.engine.form import Form
from samplan.forms.engine.items import Item, Page
from samplan.forms.engine.kinds import Kind


def enabled(form: Form, answers: Answers) -> frozenset[str]:
    """The linkIds of the items that apply.

    What stands below a hidden item is hidden, and a hidden question counts as unanswered in the
    conditions of others. One pass over items and conditions.
    """
    shown: set[str] = set()
    for link_id in form.evaluation_order:
        item = form.items[link_id]
        if (item.parent_id is None or item.parent_id in shown) and _holds(item, answers, shown):
            shown.add(link_id)
    return frozenset(shown)


def _holds(item: Item, answers: Answers, shown: Collection[str]) -> bool:
    if not item.enable_when:
        return True
    outcomes = (
        condition.holds(answers.of(condition.question) if condition.question in shown else ())
        for condition in item.enable_when
    )
    return any(outcomes) if item.enable_behavior is EnableBehavior.ANY else all(outcomes)


def keep_enabled(form: Form, answers: Answers) -> Answers:
    """The answers to questions that are asked; the rest is not kept (FHIR: it does not exist)."""
    shown = enabled(form, answers)
    return Answers({link_id: given for link_id, given in answers.items() if link_id in shown})


def pages_to_show(form: Form, answers: Answers) -> tuple[Page, ...]:
    """The pages on which anything is left to read or answer."""
    shown = enabled(form, answers)
    return tuple(
        page
        for page in form.pages
        if any(item.link_id in shown for item in page.all_items if _is_content(item))
    )


def _is_content(item: Item) -> bool:
    return item.kind is not Kind.GROUP and not item.is_hint and not item.hidden

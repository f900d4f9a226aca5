"""Which items are asked, given the answers so far (FHIR's enableWhen), and what is worked out."""

from collections.abc import Mapping
from dataclasses import dataclass

from samplan.forms.engine.answers import Answers
from samplan.forms.engine.computing import Machine
from samplan.forms.engine.conditions import EnableBehavior
from samplan.forms.engine.form import Form
from samplan.forms.engine.items import Item, Page
from samplan.forms.engine.kinds import Kind
from samplan.forms.engine.offering import standing, with_offer, with_options
from samplan.forms.engine.rows import fitted
from samplan.forms.engine.values import Value


@dataclass(frozen=True, slots=True)
class Settled:
    """What follows from answers: which items apply, and the answers to those that are asked.

    What the form works out is among the answers, whatever was given for it. `form` has a row for
    each that is answered, and the options that follow from answers.
    """

    form: Form
    shown: frozenset[str]
    answers: Answers


def settled(form: Form, answers: Answers) -> Settled:
    """What follows from the answers. One pass over items and conditions, once for the same two.

    What stands below a hidden item is hidden, and a hidden question counts as unanswered in the
    conditions and expressions of others.
    """
    return answers.once(form, lambda: _settled(fitted(form, answers), answers))


def _settled(form: Form, answers: Answers) -> Settled:
    shown: set[str] = set()
    known: dict[str, tuple[Value, ...]] = {}
    offers: dict[str, Item] = {}
    machine = Machine(form)
    for link_id in form.evaluation_order:
        item = form.items[link_id]
        is_above_shown = item.parent_id is None or item.parent_id in shown
        if is_above_shown and _holds(item, known) and _is_true(machine, item):
            shown.add(link_id)
            if item.is_question:
                known[link_id] = _answers(machine, item, answers)
                if item.follows_answers:
                    offers[link_id] = item = with_offer(machine, item, known[link_id])
                    known[link_id] = standing(item, known[link_id])
                machine.learn(item, known[link_id])
    return Settled(with_options(form, offers), frozenset(shown), Answers(known))


def enabled(form: Form, answers: Answers) -> frozenset[str]:
    """The linkIds of the items that apply, see `settled`."""
    return settled(form, answers).shown


def _holds(item: Item, known: Mapping[str, tuple[Value, ...]]) -> bool:
    if not item.enable_when:
        return True
    outcomes = (each.holds(known.get(each.question, ())) for each in item.enable_when)
    return any(outcomes) if item.enable_behavior is EnableBehavior.ANY else all(outcomes)


def _is_true(machine: Machine, item: Item) -> bool:
    formula = item.expressions.enable
    return formula is None or machine.holds(formula)


def _answers(machine: Machine, item: Item, answers: Answers) -> tuple[Value, ...]:
    formula = item.expressions.calculated
    if formula is None:
        return answers.of(item.link_id)
    return machine.values(item, formula)


def beginning(form: Form, launch: Mapping[str, object] | None = None) -> Answers:
    """The answers that a form begins with: its initial values and initial expressions.

    `launch` has FHIR resources by the names that the form gives them, such as patient.
    """
    first: dict[str, tuple[Value, ...]] = {}
    machine = Machine(form, launch)
    for link_id in form.evaluation_order:
        item = form.items[link_id]
        formula = item.expressions.initial
        worked_out = machine.values(item, formula) if formula else ()
        first[link_id] = worked_out or item.initial
        machine.learn(item, first[link_id])
    return Answers(first)


def keep_enabled(form: Form, answers: Answers) -> Answers:
    """The answers to questions that are asked; the rest is not kept (FHIR: it does not exist)."""
    return settled(form, answers).answers


def pages_to_show(form: Form, answers: Answers) -> tuple[Page, ...]:
    """The pages on which anything is left to read or answer."""
    known = settled(form, answers)
    return tuple(
        page
        for page in known.form.pages
        if any(item.link_id in known.shown for item in page.all_items if _is_content(item))
    )


def _is_content(item: Item) -> bool:
    return item.kind is not Kind.GROUP and not item.is_hint and not item.hidden

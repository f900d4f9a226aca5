"""The lists of forms drawn as text: their templates took more time than their queries."""

from collections.abc import Iterable

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samplan.common.addresses import address_of
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.words import limit_said
from samplan.ui.components.tables import board_of, column
from samplan.ui.components.words import pill, said


def board_of_own_forms(rows: Iterable[QuestionnaireVersion], caption: str) -> SafeString:
    """The organisation's own forms, each by its newest version, as `reach.all_of_own` has them."""
    columns = (column(_("Name"), is_header=True), column(_("State")), column(_("Comes from")))
    return board_of(caption, columns, [_own(row) for row in rows])


def board_of_forms_above(rows: Iterable[QuestionnaireVersion], caption: str) -> SafeString:
    """What the organisation can take from above, as `reach.all_from_above` has it."""
    columns = (column(_("Name"), is_header=True), column(_("Belongs to")), column(_("Version")))
    return board_of(caption, columns, [_above(row) for row in rows])


def _own(row: QuestionnaireVersion) -> tuple[str, ...]:
    form = row.questionnaire
    origin = f" · {form.origin.owner.name}" if form.origin else ""
    address = address_of("forms:form", row.questionnaire_id)
    return (
        f'<a class="ds-link" href="{address}">{said(row.title)}</a>',
        _state(row),
        said(f"{form.get_bond_display()}{origin}{_only_for(row)}"),
    )


def _only_for(row: QuestionnaireVersion) -> str:
    regions = row.__dict__["regions"]
    return f" · {limit_said(regions)}" if regions else ""


def _state(row: QuestionnaireVersion) -> str:
    facts = row.__dict__
    number, pills = facts["in_use"], []
    if number:
        words = _("In use, your version %(number)s") % {"number": number}
        pills.append(pill("ok", words, icon="circle-check"))
    if row.is_draft:
        pills.append(pill("wait", _("Draft"), icon="pencil"))
    elif not number:
        pills.append(pill("none", _("Out of use")))
    if facts["has_news"]:
        pills.append(pill("wait", _("New version to look at"), icon="bell"))
    return " ".join(pills)


def _above(row: QuestionnaireVersion) -> tuple[str, ...]:
    name = f'<a class="ds-link" href="{address_of("forms:version", row.pk)}">{said(row.title)}</a>'
    if row.__dict__["is_followed"]:
        followed = pill("ok", _("You follow it"), icon="bell")
        name += f" {followed}"
    return name, said(row.questionnaire.owner.name), str(row.number)

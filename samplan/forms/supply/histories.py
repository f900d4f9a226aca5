"""A form's versions as its page lists them: what became of each, and what it was made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samplan.forms.models import QuestionnaireVersion


@dataclass(frozen=True)
class Line:
    """One version in the list, and what the others say about it."""

    version: QuestionnaireVersion
    is_replaced: bool
    has_before: bool

    @property
    def state(self) -> str:
        """What has become of it, in words."""
        return _("Replaced") if self.is_replaced else self.version.get_status_display()

    @property
    def origin(self) -> str:
        """Which version of what is followed it was made of; empty where none is followed.

        Ask with the origin's owner at hand, as `reach.versions_of` has it.
        """
        return origin_said(self.version)


def history_of(versions: Sequence[QuestionnaireVersion]) -> list[Line]:
    """The form's versions, newest first, as lines in the same order."""
    newest = max((each.number for each in versions if not each.is_draft), default=0)
    return [
        Line(
            version,
            is_replaced=version.is_retired and version.number < newest,
            has_before=version.number > versions[-1].number,
        )
        for version in versions
    ]


def origin_said(version: QuestionnaireVersion) -> str:
    """As `Line.origin`, of a version with its form at hand."""
    made_of = version.origin_version
    if made_of is None or not version.questionnaire.is_subscribed:
        return ""
    return _("Made from version %(number)d of %(owner)s") % {
        "number": made_of.number,
        "owner": made_of.questionnaire.owner.name,
    }

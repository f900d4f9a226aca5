"""What is different between two versions of a case type, field by field, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samplan.cases.models import CaseTypeVersion, StandardReply

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text

LABELS: "Final[dict[str, Text]]" = {
    "title": gettext_lazy("Name"),
    "title_en": gettext_lazy("Name in English"),
    "what_for": gettext_lazy("What it is for"),
    "what_for_en": gettext_lazy("What it is for, in English"),
    "terms": gettext_lazy("Terms"),
    "terms_en": gettext_lazy("Terms in English"),
    "questionnaire": gettext_lazy("Form"),
    "answer_days": gettext_lazy("Answered within, working days"),
    "most_files": gettext_lazy("Files at most"),
    "is_answerable": gettext_lazy("The patient can write more"),
    "goes_to": gettext_lazy("Goes to"),
}


@dataclass(frozen=True)
class Difference:
    """One thing that is different; `before` and `after` are words, empty where there are none."""

    about: str
    before: str
    after: str


def differences(old: CaseTypeVersion, new: CaseTypeVersion) -> list[Difference]:
    """Everything that is different, in the order of the page."""
    found = [
        Difference(str(label), said(old, name), said(new, name))
        for name, label in LABELS.items()
        if getattr(old, f"{name}_id" if name == "questionnaire" else name)
        != getattr(new, f"{name}_id" if name == "questionnaire" else name)
    ]
    return [*found, *_of_replies(old, new)]


def said(version: CaseTypeVersion, name: str) -> str:
    """What a version says of one thing, as people read it."""
    value: Any = getattr(version, name)
    if name == "goes_to":
        return str(version.get_goes_to_display())
    if name == "questionnaire":
        return form_name(version)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)


def form_name(version: CaseTypeVersion) -> str:
    """The name of the form that it asks by, as it is in use; empty where there is none."""
    if version.questionnaire is None:
        return ""
    newest = version.questionnaire.versions.exclude(status="draft").order_by("-number").first()
    return newest.title if newest else version.questionnaire.slug


def _of_replies(old: CaseTypeVersion, new: CaseTypeVersion) -> Iterator[Difference]:
    before, after = _replies(old), _replies(new)
    for title in dict.fromkeys((*after, *before)):
        was, now = before.get(title, ""), after.get(title, "")
        if was != now:
            yield Difference(_("Standard reply: %s") % title, was, now)


def _replies(version: CaseTypeVersion) -> dict[str, str]:
    replies = StandardReply.objects.filter(version=version).order_by("title")
    return {reply.title: reply.body for reply in replies}

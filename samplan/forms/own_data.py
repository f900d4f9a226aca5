"""The answers that a patient has sent, as FHIR's QuestionnaireResponse and in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samplan.access.acting import PatientActing
from samplan.access.own_data import Entry, Field, OwnFile, Part, in_batches, register
from samplan.attachments.models import Attachment
from samplan.forms import engine
from samplan.forms.drawing.reviewing import answered_lines
from samplan.forms.loaded import form_of
from samplan.forms.models import ResponseVersion
from samplan.forms.reading import file_ids_in


def register_parts() -> None:
    """After the conversations, which they often belong to."""
    heading = gettext_lazy("Answers to questions")
    register(Part(key="svar", heading=heading, order=30, entries=_answers))


def _answers(acting: PatientActing) -> Iterator[Entry]:
    form = "response__version__questionnaire"
    asked = {"response__version__asks_patients": True}
    sent = ResponseVersion.within(acting).standing().filter(**asked).select_related(form)
    for batch in in_batches(sent, "authored_at", size=50):
        for version in batch:
            yield _entry(version, acting)


def _entry(version: ResponseVersion, acting: PatientActing) -> Entry:
    known = form_of(version.response.version, get_language() or "sv")
    lines = [each for each in answered_lines(version) if not each.is_heading]
    said = [Field("", line.question, "\n".join(line.answers)) for line in lines]
    told = (Field("", _("Sent"), version.authored_at), Field("", _("By"), version.author_name))
    files = Attachment.within(acting).open_to(acting).kept().filter(pk__in=file_ids_in(version))
    return Entry(
        kind="answers",
        title=known.title,
        fields=(*told, *said),
        resource={
            **_for_patients(version.document, known),
            "id": str(version.pk),
            "author": {"display": version.author_name},
            "source": {"display": acting.patient_name},
        },
        files=[OwnFile(name=each.name, content=each.content) for each in files.order_by("id")],
    )


def _for_patients(document: Mapping[str, Any], form: engine.Form) -> dict[str, Any]:
    """Without what the form hides, and without scores that are for care alone."""
    hidden = {
        link_id
        for link_id, item in form.items.items()
        if item.is_question and not engine.is_for(item, engine.Audience.PATIENT)
    }
    return {**document, **_shown(document, hidden)}


def _shown(node: Mapping[str, Any], hidden: set[str]) -> dict[str, Any]:
    """The node's items, and those below its answers, that are not hidden."""
    kept = dict(node)
    if "item" in node:
        below = [each for each in node["item"] if each.get("linkId") not in hidden]
        kept["item"] = [_shown(each, hidden) for each in below]
    if "answer" in node:
        kept["answer"] = [_shown(each, hidden) for each in node["answer"]]
    return kept

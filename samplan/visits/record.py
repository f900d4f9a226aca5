"""Answers on their way to the record: as plain text to paste, and as a PDF."""

from datetime import datetime
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from samplan.common.dates import clock, local
from samplan.common.papers import tagged_pdf
from samplan.forms.engine import Line
from samplan.forms.models import ResponseVersion
from samplan.visits.models import Visit
from samplan.visits.preparation import lines_of

TEMPLATE = Path(__file__).parent / "documents" / "answers.typ"
LANGUAGE = "sv"  # of the record


def record_text(visit: Visit, version: ResponseVersion) -> str:
    """Name, number, visit, author and every answer, as lines of plain text in Swedish."""
    with translation.override(LANGUAGE):
        title = _("Answers before a visit")
        head = "\n".join(f"{name}: {value}" for name, value in _head(visit, version))
        body = "\n".join(_written(line) for line in lines_of(version))
        return f"{title}\n{head}\n\n{body}\n"


def _written(line: Line) -> str:
    if line.is_heading:
        return f"\n{line.question.upper()}"
    return f"{line.question}\n  " + "\n  ".join("\n".join(line.answers).splitlines())


def record_pdf(visit: Visit, version: ResponseVersion) -> bytes:
    """The same as a tagged PDF (PDF/UA-1) in Swedish, dated when the answers were sent.

    The same answers give the same file, whenever it is taken out. One that has signs which no
    font here has, or which the standard bars, shows boxes for them and says so: the file is then
    tagged but not PDF/UA.
    """
    with translation.override(LANGUAGE):
        content = {
            "title": _("Answers before a visit"),
            "head": _head(visit, version),
            "lines": [
                {"q": line.question, "a": list(line.answers), "is_heading": line.is_heading}
                for line in lines_of(version)
            ],
        }
        note = _("Some signs cannot be shown in this file. The answers as text have all of them.")
    return tagged_pdf(TEMPLATE, content, at=version.authored_at, note=note)


def _head(visit: Visit, version: ResponseVersion) -> list[tuple[str, str]]:
    patient = visit.patient
    return [
        (_("Name"), patient.full_name),
        (_("Identity number"), patient.written_number),
        (_("Visit"), f"{visit.name}, {_moment(visit.starts_at)}"),
        (_("Clinic"), visit.clinic.name),
        (_("Answered"), _moment(version.authored_at)),
        (_("Answered by"), author_words(version)),
    ]


def _moment(at: datetime) -> str:
    """With the year, whenever it is read."""
    return f"{local(at):%Y-%m-%d} {clock(local(at), LANGUAGE)}"


def author_words(version: ResponseVersion) -> str:
    """Who answered and in what right."""
    rights = {
        "self": _("the patient"),
        "guardian": _("guardian"),
        "staff": _("entered by staff from phone or paper"),
    }
    right = rights.get(version.author_kind, version.author_kind)
    return f"{version.author_name} ({right})"

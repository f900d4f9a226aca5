"""Everything that staff need before a visit, gathered for one page."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import get_language

from samplan.access.acting import Acting, StaffActing
from samplan.access.compiled import compiled
from samplan.forms import engine
from samplan.forms.loaded import form_of
from samplan.forms.models import ResponseVersion, ResponseVersionQuerySet
from samplan.forms.reading import answers_of
from samplan.forms.trends import Trend, earlier_answers, otherwise_than, trends
from samplan.forms.words import spoken_values
from samplan.visits.models import Visit


@dataclass(frozen=True)
class AnswerLine:
    """A question or heading with what was answered; `is_new` since care last read."""

    line: engine.Line
    is_new: bool
    last_time: str = ""  # what was answered to the same form before an earlier visit


@dataclass(frozen=True)
class Answers:
    """The newest answers, line by line, with who gave them."""

    version: ResponseVersion
    lines: tuple[AnswerLine, ...]
    before: ResponseVersion | None = None  # of an earlier visit
    trends: tuple[Trend, ...] = ()
    left_empty: tuple[str, ...] = ()  # the questions that were asked and not answered

    @property
    def has_news(self) -> bool:
        """Something is new since care last read."""
        return any(line.is_new for line in self.lines)


def answers_before(visit: Visit, acting: StaffActing) -> Answers | None:
    """The newest answers with what is new since they were last read; None before any were sent.

    Two statements.
    """
    if visit.response_id is None:
        return None
    newest_and_read = _versions(
        acting,
        response_id=visit.response_id,
        newest=visit.answers_number,
        read=visit.read_number,
    )
    versions = {version.number: version for version in newest_and_read}
    newest = versions.get(visit.answers_number)
    if newest is None:
        return None
    changed = _changed(newest, versions.get(visit.read_number))
    earlier = earlier_answers(newest, acting)
    last_time = otherwise_than(newest, earlier[0]) if earlier else {}
    lines = tuple(
        AnswerLine(line, line.link_id in changed, last_time.get(line.link_id, ""))
        for line in lines_of(newest)
    )
    return Answers(
        newest, lines, next(iter(earlier), None), _trends(newest, earlier), _left_empty(newest)
    )


def _trends(newest: ResponseVersion, earlier: Sequence[ResponseVersion]) -> tuple[Trend, ...]:
    language = (get_language() or "sv").partition("-")[0]
    care = engine.Audience.CARE
    return tuple(trends([newest, *earlier], reader=care, language=language)) if earlier else ()


@compiled
def _versions(
    acting: Acting, *, response_id: uuid.UUID, newest: int, read: int
) -> ResponseVersionQuerySet:
    wanted = Q(number=newest) | Q(number=read)
    versions = ResponseVersion.within(acting).filter(wanted, response_id=response_id)
    return versions.select_related("response__version__questionnaire").defer(
        "response__draft", "response__staff_draft", "response__version__document"
    )


def _changed(newest: ResponseVersion, read: ResponseVersion | None) -> frozenset[str]:
    """The linkIds answered otherwise than in the version that care has read."""
    if read is None or read.pk == newest.pk:
        return frozenset()
    form = form_of(newest.response.version, "")
    differences = engine.differences(form, answers_of(read), answers_of(newest))
    return frozenset(difference.link_id for difference in differences)


def _left_empty(version: ResponseVersion) -> tuple[str, ...]:
    lines = lines_of(version, with_unanswered=True)
    return tuple(line.question for line in lines if not (line.is_heading or line.is_answered))


def lines_of(version: ResponseVersion, *, with_unanswered: bool = False) -> tuple[engine.Line, ...]:
    """The answers as lines that care reads, in the active language; those asked in vain too, or
    not."""
    language = get_language() or "sv"
    form = form_of(version.response.version, language)
    words, care = spoken_values(), engine.Audience.CARE
    return engine.summary(
        form,
        answers_of(version),
        language,
        words=words,
        reader=care,
        with_unanswered=with_unanswered,
    )

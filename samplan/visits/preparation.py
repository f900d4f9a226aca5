"""Everything that staff need before a visit, gathered for one page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from samplan.access.acting import StaffActing
from samplan.forms import engine
from samplan.forms.loaded import form_of
from samplan.forms.models import Response, ResponseVersion
from samplan.forms.reading import answers_of
from samplan.forms.trends import Trend, otherwise_than, sent_over_time, trends
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

    Ask with the response, its version and questionnaire at hand. One statement, and one more
    where answers that care has read were changed.
    """
    if visit.response is None or not visit.answers_number:
        return None
    newest, earlier = sent_over_time(visit.response, acting)
    is_changed = 0 < visit.read_number < newest.number
    read = _version(visit.response, visit.read_number, acting) if is_changed else newest
    changed = _changed(newest, read if visit.read_number else None)
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


def _version(response: Response, number: int, acting: StaffActing) -> ResponseVersion | None:
    """What was sent under a number."""
    versions = ResponseVersion.within(acting).select_related("response__version")
    return versions.filter(response=response, number=number).first()


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

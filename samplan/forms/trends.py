"""What a patient has answered before to the same form: what is new since then, and its trends."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from django.db.models import F, Q
from django.utils.translation import gettext as _

from samplan.access.acting import Acting
from samplan.access.compiled import compiled
from samplan.common.dates import local
from samplan.forms import engine
from samplan.forms.loaded import form_of
from samplan.forms.models import Response, ResponseVersion, ResponseVersionQuerySet
from samplan.forms.reading import answers_of
from samplan.forms.words import spoken_values

MOST_TIMES: Final = 12  # that a trend goes back
MOST_READ: Final = 40  # sendings, from the newest: one may be read long after it was sent


@dataclass(frozen=True)
class Trend:
    """One number over time, the oldest first; `is_score` is support for a talk, never advice."""

    label: str
    unit: str
    points: tuple[tuple[date, Decimal], ...]
    is_score: bool = False

    def in_words(self) -> list[tuple[str, str, float]]:
        """The points for a chart: the day and the number in words, and the number."""
        words = spoken_values()
        return [
            (words.day(day), engine.said(value, words), float(value)) for day, value in self.points
        ]

    @property
    def name(self) -> str:
        """The label with its unit."""
        return f"{self.label} ({self.unit})" if self.unit else self.label


@dataclass
class _Line:
    label: str
    unit: str
    is_score: bool
    points: list[tuple[date, Decimal]] = field(default_factory=list)


def earlier_answers(version: ResponseVersion, acting: Acting) -> list[ResponseVersion]:
    """The newest sending of each earlier time that the patient answered the same form.

    The same form is any version of it, or of what it follows or is followed by. Newest first, at
    most MOST_TIMES - 1. One statement, besides documents that this process has not read yet.
    """
    return _before(version, _same_form(version.response, acting))


def sent_over_time(
    response: Response, acting: Acting
) -> tuple[ResponseVersion, list[ResponseVersion]]:
    """What was sent last of the response, and what `earlier_answers` gives for it.

    Ask with the response's version and questionnaire at hand. One statement, as a rule.
    """
    found = _same_form(response, acting)
    own = next((each for each in found if each.response_id == response.pk), None)
    if own is None:  # sent so long ago that others fill the list
        versions = ResponseVersion.within(acting).select_related("response__version")
        own = versions.get(response=response, number=response.sent_number)
    return own, _before(own, found)


def _before(version: ResponseVersion, found: list[ResponseVersion]) -> list[ResponseVersion]:
    others = [each for each in found if each.response_id != version.response_id]
    return [each for each in others if each.authored_at < version.authored_at][: MOST_TIMES - 1]


def _same_form(response: Response, acting: Acting) -> list[ResponseVersion]:
    """The newest sending of each response to the same form, newest first."""
    form = response.version.questionnaire
    return _over_time(
        acting, patient_id=response.patient_id, form_id=form.pk, origin_id=form.origin_id
    )


@compiled
def _over_time(
    acting: Acting, *, patient_id: uuid.UUID, form_id: uuid.UUID, origin_id: uuid.UUID | None
) -> ResponseVersionQuerySet:
    asked = "response__version__questionnaire"
    same = Q(**{asked: form_id}) | Q(**{f"{asked}__origin": form_id})
    if origin_id is not None:
        same |= Q(**{asked: origin_id}) | Q(**{f"{asked}__origin": origin_id})
    newest = ResponseVersion.within(acting).standing()
    newest = newest.filter(same, patient_id=patient_id, number=F("response__sent_number"))
    return (
        newest.select_related("response__version")
        .defer("response__draft", "response__staff_draft", "response__version__document")
        .order_by("-authored_at", "-id")[:MOST_READ]
    )


def otherwise_than(version: ResponseVersion, before: ResponseVersion) -> dict[str, str]:
    """What was answered last time, by the linkIds of those answered otherwise now.

    Questions that were not there last time, or had other words then, are left out.
    """
    form = form_of(version.response.version, "")
    then = form_of(before.response.version, "")
    now, earlier, words = answers_of(version), answers_of(before), spoken_values()
    return {
        each.link_id: ", ".join(
            engine.display(then.items[each.link_id], value, words) for value in each.before
        )
        for each in engine.differences(form, earlier, now)
        if each.before and _is_same(form.items[each.link_id], then.items.get(each.link_id))
    }


def trends(
    versions: Sequence[ResponseVersion], *, reader: engine.Audience, language: str
) -> list[Trend]:
    """Every number and score that was given at least twice, in the order of the newest form.

    `versions` are of one patient, newest first. Numbers are the same where their questions carry
    the same code, else where they have the same linkId and words: a linkId that is free again may
    come to name another question. Hidden ones, and scores for others than the reader, are left out.
    """
    lines: dict[object, _Line] = {}
    for version in versions:
        for key, label, unit, is_score, value in _numbers(version, reader, language):
            line = lines.setdefault(key, _Line(label, unit, is_score))
            if line.unit == unit:
                line.points.append((local(version.authored_at).date(), value))
    return [
        Trend(line.label, line.unit, tuple(reversed(line.points)), line.is_score)
        for line in lines.values()
        if len(line.points) > 1
    ]


def _numbers(
    version: ResponseVersion, reader: engine.Audience, language: str
) -> Iterator[tuple[object, str, str, bool, Decimal]]:
    form = form_of(version.response.version, language)
    written = form_of(version.response.version, "")  # in the form's own words
    answers = answers_of(version)  # as they were sent, with what was worked out then
    for link_id, item in form.items.items():
        values = answers.of(link_id)
        is_in_rows = engine.plain_id(link_id) in form.source.owners
        if len(values) != 1 or is_in_rows or not engine.is_for(item, reader):
            continue
        number, unit = _number(values[0], item)
        if number is not None:
            yield _key(written.items[link_id]), item.text, unit, item.score_for is not None, number
    total = engine.points(form, answers, reader)
    if total is not None:
        yield "total", _("Sum of points"), "", True, total


def _number(value: engine.Value, item: engine.Item) -> tuple[Decimal | None, str]:
    if isinstance(value, engine.Quantity):
        return value.value, value.unit.name or item.unit
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None, ""
    return Decimal(value), item.unit


def _key(item: engine.Item) -> object:
    return item.code[0] if item.code else (item.link_id, item.text)


def _is_same(item: engine.Item, before: engine.Item | None) -> bool:
    return before is not None and _key(item) == _key(before)

"""Finding clinics as people spell them."""

from functools import reduce
from operator import add

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, F, FloatField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Greatest

from samplan.common.folding import plain_words
from samplan.organisations.models import Organisation, OrganisationKind

MOST_WORDS = 6
SURE = 1.0  # a word that begins just so
NEAR = 0.2  # likeness below which a guess is no help
GUESSES = 3


def clinics() -> QuerySet[Organisation]:
    """Every clinic that patients can turn to."""
    return Organisation.objects.filter(kind=OrganisationKind.CLINIC)


def regions_with_clinics() -> QuerySet[Organisation]:
    """What clinics belong to, by name."""
    parents = Organisation.objects.filter(kind=OrganisationKind.REGION, children__kind="clinic")
    return parents.distinct().order_by("sort_name", "id")


def clinics_like(written: str) -> QuerySet[Organisation]:
    """The clinics in whose name, kind or town each word stands, or nearly; best first.

    "hart" finds what begins so, "vardsentral" finds "vårdcentral". Of equally good ones the
    first by name.
    """
    words = plain_words(written)[:MOST_WORDS]
    if not words:
        return Organisation.objects.none()
    found = clinics()
    for word in words:
        found = found.filter(
            Q(search_words__contains=f" {word}") | Q(search_words__trigram_word_similar=word)
        )
    likeness = reduce(add, [_likeness(word) for word in words])
    return found.annotate(likeness=likeness).order_by("-likeness", "sort_name", "id")


def clinics_meant(written: str) -> QuerySet[Organisation]:
    """The few clinics that one of the words is most like, where nothing was found."""
    words = plain_words(written)[:MOST_WORDS]
    if not words:
        return Organisation.objects.none()
    each = [TrigramWordSimilarity(word, "search_words") for word in words]
    near = clinics().annotate(likeness=Greatest(*each, Value(0.0)))
    return near.filter(likeness__gte=NEAR).order_by("-likeness", "sort_name", "id")[:GUESSES]


def _likeness(word: str) -> Combinable:
    return Case(
        When(search_words__contains=f" {word}", then=Value(SURE)),
        default=TrigramWordSimilarity(word, F("search_words")),
        output_field=FloatField(),
    )

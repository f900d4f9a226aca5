"""Finding clinics as people spell them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Final

from django.db import connection, transaction
from django.db.models import QuerySet

from samplan.common.folding import plain_words
from samplan.organisations.models import Organisation, OrganisationKind

MOST_WORDS = 6
LIKE = 0.4  # likeness of a word that is the same, badly spelt
NEAR = 0.2  # likeness below which a guess is no help
GUESSES = 3

# The words come from where the likeness is set, so that it is set before any is compared.
_MEANT: Final = """
WITH asked AS MATERIALIZED (
    SELECT word, set_config('pg_trgm.word_similarity_threshold', %s, true) AS is_set
    FROM unnest(%s::text[]) AS word
)
SELECT clinic.id, name, slug, care_kind, town
FROM asked JOIN organisations_organisation AS clinic ON search_words %%> word
WHERE kind = 'clinic' AND is_set IS NOT NULL
GROUP BY clinic.id
ORDER BY max(word_similarity(word, search_words)) DESC, sort_name, clinic.id LIMIT %s
"""


def clinics() -> QuerySet[Organisation]:
    """Every clinic that patients can turn to."""
    return Organisation.objects.filter(kind=OrganisationKind.CLINIC)


def regions_with_clinics() -> QuerySet[Organisation]:
    """What clinics belong to, by name."""
    parents = Organisation.objects.filter(kind=OrganisationKind.REGION, children__kind="clinic")
    return parents.distinct().order_by("sort_name", "id")


def clinics_like(written: str, *, most: int) -> list[Organisation]:
    """The clinics in whose name, kind or town each word stands, or nearly; best first.

    "hj" finds what begins so, "vardsentral" finds "vårdcentral". Of equally good ones the first
    by name.
    """
    words = plain_words(written)[:MOST_WORDS]
    if not words:
        return []
    each = [value for word in words for value in (f"% {_literal(word)}%", word)]
    with _taking(LIKE):
        return list(Organisation.objects.raw(_search(len(words)), [*each, *each, most]))


@cache
def _search(words: int) -> str:
    """The search for so many words: the ORM took longer to build it than it takes to run."""
    stands = "(search_words LIKE %s OR search_words %%> %s)"
    likeness = "CASE WHEN search_words LIKE %s THEN 1 ELSE word_similarity(%s, search_words) END"
    found = "SELECT id, name, slug, care_kind, town FROM organisations_organisation"
    every, sum_of = " AND ".join([stands] * words), " + ".join([likeness] * words)
    order = f"ORDER BY {sum_of} DESC, sort_name, id LIMIT %s"
    return f"{found} WHERE kind = 'clinic' AND {every} {order}"


def _literal(word: str) -> str:
    """The word as LIKE takes it for itself."""
    return re.sub(r"([\\%_])", r"\\\1", word)


@contextmanager
def _taking(likeness: float) -> Iterator[None]:
    """Let `%>` take what is no less alike, and ask the index for it.

    By itself it takes no short word with a letter missing, and the planner does not know that to
    compare a row takes longer than to read it. Until the end of the transaction, so that no
    connection remembers it.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true),"
                " set_config('enable_seqscan', 'off', true)",
                [str(likeness)],
            )
        yield


def clinics_meant(written: str) -> list[Organisation]:
    """The few clinics that one of the words is most like, where nothing was found."""
    words = plain_words(written)[:MOST_WORDS]
    return list(Organisation.objects.raw(_MEANT, [str(NEAR), words, GUESSES]))

"""Long statements with few values cost no more than their length."""

import pytest
from django.db import connection

from samplan.config.postgresql.base import _places_in

pytestmark = pytest.mark.django_db


def test_a_long_statement_is_looked_through_once_where_its_values_are_few():
    long = f"SELECT %s::int /* {'long ' * 2000} */"
    with connection.cursor() as cursor:
        before = _places_in.cache_info().hits
        for number in (1, 2):
            cursor.execute(long, [number])
            assert cursor.fetchone()[0] == number
        assert _places_in.cache_info().hits == before + 1
        cursor.execute(f"SELECT {', '.join(['%s::int'] * 160)}", range(160))
        assert cursor.fetchone() == tuple(range(160))
        assert _places_in.cache_info().hits == before + 1
        cursor.execute("SELECT %(one)s::int + %(one)s::int, '100 %%'", {"one": 2})
        assert cursor.fetchone() == (4, "100 %")

"""What must be true is true in the database: each constraint is tried by a row that breaks it.

An app's own `tests/test_constraints.py` holds the rows.
"""

from copy import copy
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connections, transaction
from django.db.models import Model

from samplan.common.ids import uuid7

Try = tuple[Model, dict[str, Any]]


def assert_each_refuses(app: str, tries: dict[str, Try]) -> None:
    """Every constraint of the app is in `tries`, and refuses the row there once it has the facts
    beside it: so the row as it is, which stands in the database, breaks nothing else."""
    untried = constraints_of(app) ^ set(tries)
    assert not untried, f"without a try, or no constraint: {sorted(untried)}"
    broke = {name: broken(*tried) for name, tried in tries.items()}
    astray = {name: refusal for name, refusal in broke.items() if refusal != name}
    assert not astray, f"refused by another constraint, or by none: {astray}"


def constraints_of(app: str) -> set[str]:
    """The names of the constraints of its models."""
    models = apps.get_app_config(app).get_models()
    return {each.name for model in models for each in model._meta.constraints}


def broken(row: Model, facts: dict[str, Any]) -> str | None:
    """The constraint that refuses a copy of the row with other facts; None where none does."""
    row, alias = copy(row), row._state.db or "default"
    for field, value in {"pk": uuid7(), **facts}.items():
        setattr(row, field, value)
    try:
        with transaction.atomic(alias):
            row.save(using=alias, force_insert=True)
            connections[alias].check_constraints()  # also those that wait for the commit
    except IntegrityError as fault:
        return fault.__cause__.diag.constraint_name  # type: ignore[union-attr]  # psycopg's
    return None

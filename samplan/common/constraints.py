"""What many tables hold to be true."""

from django.db.models import CheckConstraint, Q


def at_and_by_go_together(table: str, done: str) -> CheckConstraint:
    """That `done`_at and `done`_by are both given or both empty; `table` begins its name."""
    at, by = f"{done}_at", f"{done}_by"
    return CheckConstraint(
        condition=Q(**{at: None, by: ""}) | (Q(**{f"{at}__isnull": False}) & ~Q(**{by: ""})),
        name=f"{table}_{at}_and_by_go_together",
    )

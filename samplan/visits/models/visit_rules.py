"""What the database holds to be true of visits, and the orders in which it finds them."""

from typing import Final

from django.db import models
from django.db.models import Q

VISIT_CONSTRAINTS: Final[list[models.BaseConstraint]] = [
    models.UniqueConstraint(
        fields=["clinic", "source_key"],
        condition=Q(source_key__isnull=False),
        name="one_visit_per_source",
    ),
    models.CheckConstraint(
        condition=Q(state="planned", sent_at=None, sent_by="") | ~Q(state="planned"),
        name="planned_visit_is_not_sent",
    ),
    models.CheckConstraint(
        condition=Q(held_until=None) | Q(state="planned"),
        name="only_a_planned_visit_is_held",
    ),
    models.CheckConstraint(
        condition=Q(read_at=None, read_by="", read_number=0)
        | (Q(read_at__isnull=False) & ~Q(read_by="") & Q(read_number__gt=0)),
        name="visit_read_at_by_and_number_go_together",
    ),
]

VISIT_INDEXES: Final = [
    models.Index(fields=["patient", "starts_at"], name="visit_of_patient"),
    models.Index(fields=["clinic", "starts_at"], name="visit_at_clinic"),
    models.Index(
        fields=["held_until"],
        condition=Q(held_until__isnull=False),
        name="visit_held",
    ),
]

"""Reads of the plan that several pages share."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from samplan.plans.models import Activity


@dataclass(frozen=True)
class Branch:
    """An activity with what prepares for it or follows it up."""

    activity: Activity
    children: tuple[Activity, ...]

    @property
    def open_count(self) -> int:
        """How many of the patient's own preparations are left."""
        return sum(child.is_open and child.is_patients for child in self.children)


def branches(activities: Iterable[Activity]) -> list[Branch]:
    """The activities as parents with their children, in the order given."""
    children: dict[object, list[Activity]] = {}
    tops: list[Activity] = []
    for activity in activities:
        if activity.parent_id is None:
            tops.append(activity)
        else:
            children.setdefault(activity.parent_id, []).append(activity)
    return [Branch(top, tuple(children.get(top.pk, ()))) for top in tops]


def subjects_waited_for(subject_ids: Collection[str]) -> set[str]:
    """Those of the subjects that something open is about, whosever: for jobs alone."""
    open_ones = Activity.objects.open().filter(subject_id__in=subject_ids)
    return set(open_ones.values_list("subject_id", flat=True))

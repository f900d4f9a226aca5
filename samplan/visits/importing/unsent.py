"""Which summonses of a kept list are not sent, and why: kept as code and facts."""

from collections import Counter
from typing import Any, Final, TypeAlias

from samplan.visits.models import KeptList
from samplan.visits.policies import NotSent

Row: TypeAlias = dict[str, Any]

NO_LOSS: Final = "already_sent"  # somebody was quicker


def as_kept(why: NotSent | None) -> Row | None:
    """The reason as JSON."""
    return None if why is None else {"code": why.code, "params": why.params}


def in_words(row: Row) -> str:
    """Why the row's summons is not sent, in the language of the page; empty where it is."""
    why = row["not_sent"]
    if why is None:
        return ""
    is_known = why["code"] in NotSent.sentences
    return str(NotSent(why["code"], **why["params"]) if is_known else NotSent("unknown"))


def note(kept: KeptList, reasons: dict[str, NotSent | None]) -> None:
    """Write down the reasons, by the visits' keys; None for one that is sent."""
    for row in kept.report["rows"]:
        if row["visit"] in reasons:
            row["not_sent"] = as_kept(reasons[row["visit"]])


def refused(kept: KeptList) -> list[Row]:
    """The rows whose summonses were not sent and are not tried again."""
    waiting = set(kept.to_send)
    found = (row for row in kept.report["rows"] if row["not_sent"] is not None)
    lost = (row for row in found if row["not_sent"]["code"] != NO_LOSS)
    return [row for row in lost if row["visit"] not in waiting]


def waiting(kept: KeptList) -> list[Row]:
    """The rows whose summonses are still to be sent."""
    keys = set(kept.to_send)
    return [row for row in kept.report["rows"] if row["visit"] in keys]


def reasons(rows: list[Row]) -> list[tuple[str, int]]:
    """Each reason among the rows in words, with how many it holds for; the commonest first."""
    return Counter(words for row in rows if (words := in_words(row))).most_common()

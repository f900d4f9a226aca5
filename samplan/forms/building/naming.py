"""Names of new items: answers are known by their linkIds, across all versions of a form."""

from typing import Any

from samplan.forms.building import tree
from samplan.forms.building.texts import Json


def newly_named(before: Json, added: tuple[Json, str], version: int) -> tuple[dict[str, Any], str]:
    """The form with what is new in it under names that no version before has had.

    `added` is the form with more in it than `before`, and the linkId of one that is new; `version`
    is the number of the version that is being built. A question that was taken away in an earlier
    one would else seem to be another.
    """
    document, link_id = added
    if version == 1:
        return dict(document), link_id
    taken = set(tree.every_id(before))
    names: dict[str, str] = {}
    for old in tree.every_id(document):
        if old not in taken:
            names[old] = tree.free_among({*taken, *names.values()}, f"{old[:200]}-v{version}")
    items = [tree.renamed(item, names) for item in tree.items_in(document)]
    return tree.with_items(document, items), names.get(link_id, link_id)

"""The pages of a form as the builder shows them."""

from dataclasses import dataclass

from samplan.forms.building import tree
from samplan.forms.building.texts import Json


@dataclass(frozen=True)
class BuiltPage:
    """A group at the top of the form, or what stands loose between such groups."""

    group: Json | None
    items: tuple[Json, ...]  # at the top of the form

    @property
    def key(self) -> str:
        """The linkId of what stands first: how the engine names the page too."""
        return str(self.items[0]["linkId"])

    def placed(self) -> list[tree.Placed]:
        """What stands on the page, in document order; the group itself is the page."""
        if self.group is not None:
            return list(tree.walk(self.group, self.key))
        return list(tree.walk({"item": list(self.items)}))


def pages_of(document: Json) -> list[BuiltPage]:
    """The form's pages, in order."""
    pages: list[BuiltPage] = []
    for item in tree.items_in(document):
        if is_page(item):
            pages.append(BuiltPage(item, (item,)))
        elif pages and pages[-1].group is None:
            pages[-1] = BuiltPage(None, (*pages[-1].items, item))
        else:
            pages.append(BuiltPage(None, (item,)))
    return pages


def page_with(document: Json, link_id: str) -> BuiltPage | None:
    """The page on which an item stands; the first where it stands on none."""
    pages = pages_of(document)
    try:
        top = tree.page_of(document, link_id)
    except tree.NotThere:
        return pages[0] if pages else None
    return next(page for page in pages if any(str(each["linkId"]) == top for each in page.items))


def is_page(item: Json) -> bool:
    """Whether an item at the top is a page of its own."""
    is_table = "gtable" in tree.controls(item)
    return item.get("type") == "group" and not item.get("repeats") and not is_table

"""Rows of groups that repeat, by the names that pages give them."""

import re
import secrets
from collections.abc import Iterable

from samplan.forms import engine
from samplan.forms.engine import Form, Item, Keys, Page

_KEY = re.compile("[0-9a-z]{0,16}")


def new_row() -> str:
    """A key that no row has had: what asks for a row twice asks for the same one."""
    return secrets.token_hex(4)


def can_be_changed(item: Item) -> bool:
    """A row of a group in which the person answers."""
    return engine.is_repeating(item) and not item.read_only


def row_named(page: Page, name: str) -> str:
    """The linkId of the row, there or not, of one of the page's groups whose field has the name.

    Empty where the name is that of something else.
    """
    groups = {engine.plain_id(item.link_id) for item in page.all_items if can_be_changed(item)}
    link_id = engine.link_id_of(name)
    is_row = engine.plain_id(link_id) in groups and _KEY.fullmatch(engine.row_of(link_id))
    return link_id if is_row else ""


def rows_gone(form: Form, names: Iterable[str]) -> dict[str, Keys]:
    """The rows that fields are named after and that the form does not have, by their group."""
    gone: dict[str, dict[str, None]] = {}
    for name in names:
        link_id = engine.link_id_of(name)
        key, owner = engine.row_of(link_id), form.source.owners.get(engine.plain_id(link_id))
        if owner and key not in form.source.rows[owner] and _KEY.fullmatch(key):
            gone.setdefault(owner, {})[key] = None
    return {group_id: tuple(keys) for group_id, keys in gone.items()}

"""The forms of a page, as a browser would fill them in and send them."""

from dataclasses import dataclass, field
from typing import Any

from lxml import html

TYPED = {"text", "search", "tel", "email", "number", "date", "time", "url", "hidden"}
FILLED = {  # what a box that is empty on the page must hold to be taken; others hold "Text"
    "hsa_id": "SE2321000000-9999",
    "starts_on": "2026-12-01",
    "ends_on": "",
    "day": "2026-12-01",
    "clock": "10:00",
    "minutes": "30",
    "number": "19121212-1212",
}


@dataclass
class FoundForm:
    """One form. `fields` is what it would send untouched, with something in every box."""

    address: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)  # where one may write
    closed: set[str] = field(default_factory=set)  # where one may choose, or forge

    @property
    def key(self) -> tuple[str, str, tuple[str, ...]]:
        """Two forms alike are one."""
        return self.address, self.method, tuple(sorted(self.fields))


def forms_in(page: str, address: str) -> list[FoundForm]:
    """Every form of the page that was at `address`."""
    return [_found(each, address) for each in html.fromstring(page).iter("form")]


def queries_in(page: str) -> set[str]:
    """The names of what the page's links say after the question mark."""
    links = html.fromstring(page).xpath("//a/@href")
    parts = [part for link in links for part in link.partition("?")[2].split("&") if part]
    return {part.partition("=")[0] for part in parts}


def _found(form: Any, address: str) -> FoundForm:
    action = (form.get("action") or address).split("#")[0]
    found = FoundForm(action, (form.get("method") or "get").upper())
    for control in form.xpath(".//input | .//textarea | .//select | .//button"):
        if name := control.get("name"):
            _add(found, name, control)
    return found


def _add(found: FoundForm, name: str, control: Any) -> None:
    kind = control.get("type", "text") if control.tag == "input" else control.tag
    if kind == "file":
        return
    if kind == "textarea" or kind in TYPED:
        value = control.text if kind == "textarea" else control.get("value")
        value = (value or "").removeprefix("\n")  # the first break of a textarea is not its own
        found.fields.setdefault(name, []).append(value or FILLED.get(name, "Text"))
        (found.closed if kind == "hidden" else found.open).add(name)
    elif kind == "select":
        options = [each.get("value", "") for each in control.xpath(".//option[@value!='']")]
        chosen = control.xpath(".//option[@selected]/@value")
        found.fields[name] = [next(iter([*filter(None, chosen), *options]), "")]
        found.closed.add(name)
    elif kind in {"radio", "checkbox"}:
        if control.get("checked") is not None or name not in found.fields:
            found.fields[name] = [control.get("value", "on")]
        found.closed.add(name)
    elif kind in {"button", "submit"}:
        found.fields.setdefault(name, [control.get("value", "")])
        found.closed.add(name)

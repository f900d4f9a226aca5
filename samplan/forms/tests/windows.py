"""Browser windows on a page of questions, and tabs that post it as it was drawn, field by field."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from tests.cast import ActingClient


@dataclass
class Window:
    """One browser window on a page of questions: knows what the page was drawn with."""

    client: ActingClient
    url: str

    def __post_init__(self) -> None:
        self.take(self.client.get(self.url))

    def take(self, response: Any) -> Any:
        """Stand on the page that was answered."""
        text = response.content.decode()
        for name in ("_seen", "_window"):
            if found := re.search(rf'name="{name}" value="([^"]*)"', text):
                setattr(self, name, found[1])
        return response

    def send(self, data: dict[str, Any] | None = None, **fields: Any) -> Any:
        """Post the page as it was drawn, with fields by linkId; `data` goes as it stands."""
        known = {"_seen": self._seen, "_window": self._window}
        posted = {f"a:{name}": value for name, value in fields.items()}
        return self.take(self.client.send(self.url, {**known, **posted, **(data or {})}))

    def autosave(self, **fields: Any) -> Any:
        """As the page's script does while one writes."""
        known = {"_seen": self._seen, "_window": self._window}
        posted = {f"a:{name}": value for name, value in fields.items()}
        return self.take(
            self.client.send(self.url, {**known, **posted}, headers={"HX-Request": "true"})
        )


class _Reader(HTMLParser):
    """What a browser would post of the page, and what its buttons would add."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.buttons: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        name, value = said.get("name") or "", said.get("value") or ""
        if tag == "button" and name:
            self.buttons.setdefault(name, []).append(value)
        elif tag in ("input", "textarea") and name[:2] in ("a:", "_w", "_s"):
            is_choice = said.get("type") in ("checkbox", "radio")
            if not is_choice or "checked" in said:
                self.fields[name] = value


@dataclass
class Tab(Window):
    """A window that keeps the fields of its page as they were drawn, and what is written there."""

    fields: dict[str, str] = field(default_factory=dict)
    buttons: dict[str, list[str]] = field(default_factory=dict)

    def take(self, response: Any) -> Any:
        """Stand on the page that was answered; a word for the script leaves the page as it is."""
        if response.status_code in (200, 409):
            reader = _Reader()
            reader.feed(response.content.decode())
            self.fields, self.buttons = reader.fields, reader.buttons
        return super().take(response)

    def names(self, link_id: str) -> list[str]:
        """The fields of a question, one for each row, in the order of the page."""
        return [name for name in self.fields if name.partition("%")[0] == f"a:{link_id}"]

    def write(self, link_id: str, *texts: str) -> None:
        """Write in the rows of a question, from the first on."""
        self.fields.update(zip(self.names(link_id), texts, strict=False))

    def said(self, link_id: str) -> list[str]:
        """What stands in the rows of a question."""
        return [self.fields[name] for name in self.names(link_id)]

    def press(self, button: str, number: int = 0) -> Any:
        """Press one of the buttons of a name, and stand where it leads."""
        return self.follow(self.post(**{button: self.buttons[button][number]}))

    def post(self, **more: str) -> Any:
        """Send the page as it stands, and do not wait for the answer."""
        return self.client.send(self.url, {**self.fields, "_seen": self._seen, **more})

    def saves_by_itself(self) -> Any:
        """As the page's script does while one writes."""
        data = {**self.fields, "_seen": self._seen}
        return self.take(self.client.send(self.url, data, headers={"HX-Request": "true"}))

    def follow(self, response: Any) -> Any:
        """Stand where an answer leads."""
        again = self.client.get(response.url) if response.status_code == 302 else response
        return self.take(again)

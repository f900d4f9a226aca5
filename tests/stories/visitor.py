"""Someone at a browser: what people do at pages, by the words that stand there."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Download, FilePayload, Locator, Page, expect

from tests.stories.watching import Watch

PHONE = {"width": 360, "height": 740}
SMALLEST = {"width": 320, "height": 640}
DESK = {"width": 1180, "height": 900}

FACES = "Välj en demoperson"


@dataclass
class Visitor:
    """One tab of one person's browser. Every page that is met is looked over."""

    page: Page
    server: str
    is_scripted: bool = True
    watch: Watch = field(init=False)

    def __post_init__(self) -> None:
        self.watch = Watch(self.page, is_scripted=self.is_scripted)

    def opens_a_tab(self) -> "Visitor":
        """One more tab of the same browser, with the same login."""
        return Visitor(self.page.context.new_page(), self.server, self.is_scripted)

    # Getting about

    def opens(self, path: str, *, status: int = 200) -> None:
        """Write an address."""
        self.page.goto(self.server + path)
        self.meets(status)

    def follows(self, link: str, *, status: int = 200) -> None:
        """Press a link."""
        self._goes_by(self.page.get_by_role("link", name=whole(link)).first, status)

    def presses(self, button: str, *, status: int = 200) -> None:
        """Press a button that sends the page's form."""
        self._goes_by(self.page.get_by_role("button", name=whole(button)).first, status)

    def _goes_by(self, thing: Locator, status: int) -> None:
        with self.page.expect_navigation():
            thing.click()
        self.meets(status)

    def meets(self, status: int = 200) -> None:
        """A new page: look it over."""
        self.page.wait_for_load_state()
        self.watch.check(status)

    def signs_in_as(self, name: str) -> None:
        """Choose a face, from wherever one was sent to sign in."""
        if not self.page.url.startswith(self.server):
            self.opens("/")
        self.follows(FACES)
        self.presses(name)

    def signs_out(self) -> None:
        """Leave."""
        self.presses("Logga ut")

    # Filling in

    def writes(self, label: str, text: str) -> None:
        """Fill in a field."""
        self.page.get_by_label(beginning(label)).first.fill(text)

    def ticks(self, label: str) -> None:
        """Choose a box or one of several choices."""
        self.page.get_by_label(label, exact=True).first.check()

    def picks(self, label: str, choice: str) -> None:
        """Choose from a list."""
        self.page.get_by_label(beginning(label)).first.select_option(label=choice)

    def attaches(self, label: str, *files: Path | FilePayload) -> None:
        """Choose files."""
        self.page.get_by_label(beginning(label)).first.set_input_files(list(files))

    def saves(self, thing: str) -> Download:
        """Press a link that saves a file."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role("link", name=thing).first.click()
        return waiting.value

    # Reading

    def reads(self, *texts: str) -> None:
        """These stand on the page, in sight."""
        for text in texts:
            expect(self.page.get_by_text(text).locator("visible=true").first).to_be_visible()

    def does_not_read(self, *texts: str) -> None:
        """These stand nowhere on the page."""
        for text in texts:
            expect(self.page.get_by_text(text)).to_have_count(0)

    def stands_at(self, heading: str) -> None:
        """The page's one first heading says so."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)


def beginning(name: str) -> re.Pattern[str]:
    """What begins so: "(valfritt)" may follow, and space before what only is heard."""
    return re.compile("^" + " ?: ".join(map(re.escape, name.split(": "))))


def whole(name: str) -> re.Pattern[str]:
    """What is called so and nothing more."""
    return re.compile(beginning(name).pattern + "$")

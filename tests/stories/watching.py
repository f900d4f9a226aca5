"""What is asked of every page that a story meets, whatever the story is about."""

import re
from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASK_AXE = """async (tags) => {
  const found = await axe.run(document, { runOnly: { type: "tag", values: tags }, preload: false });
  return found.violations.flatMap((fault) =>
    fault.nodes.map((node) => `${fault.id}: ${node.html.slice(0, 200)} (${fault.help})`));
}"""
ASK_SETTING = """() => [innerWidth, getComputedStyle(document.documentElement).fontSize,
  matchMedia("print").matches]"""
CHANGING = re.compile(r'[0-9a-f]{8}-[0-9a-f-]{27}|value="[^"]*"')
ASK_WIDTH = """() => {
  const root = document.documentElement;
  return [root.scrollWidth - root.clientWidth, ...document.querySelectorAll("body *")].flatMap(
    (part, place, all) => all[0] < 1 ? [] : place === 0 ? [`${part} px too wide`] :
      part.getBoundingClientRect().right > root.clientWidth + 1 && part.children.length === 0 ?
      [part.outerHTML.slice(0, 120)] : []).slice(0, 5);
}"""
CLEAN: set[tuple[object, ...]] = set()


class Watch:
    """Watches one tab: what the browser complains of, and what each page is like when it is met.

    Axe is put in place before the page by the browser itself, so that the page's own strict
    policy stays in force and every breach of it is heard.
    """

    def __init__(self, page: Page, *, is_scripted: bool = True) -> None:
        self.page = page
        self.is_scripted = is_scripted
        self.complaints: list[str] = []
        self.status = 0
        self.forgiven: tuple[str, ...] = ()
        page.on("console", self._heard)
        page.on("pageerror", lambda fault: self.complaints.append(f"script: {fault}"))
        page.on("response", self._answered)

    def _heard(self, message: ConsoleMessage) -> None:
        # A page that answers 404 or 409 is a page; a missing picture or script is heard below.
        # One who goes on while the script saves cuts that off; what was pressed says it all anew.
        known = ("Failed to load resource", "htmx:sendAbort", *self.forgiven)
        if message.type in {"error", "warning"} and not message.text.startswith(known):
            self.complaints.append(f"{message.type}: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self.status = response.status
        elif response.status >= 400 and not self.forgiven:
            self.complaints.append(f"{response.status} for {response.url}")

    def forgive(self, *beginnings: str) -> None:
        """Let the page's own script meet a refusal, and say so in the console in these words."""
        self.forgiven = beginnings

    def check(self, status: int = 200) -> None:
        """The page that is open is the one awaited, and clean: console, axe, width."""
        faults = [*self.complaints]
        if self.status != status:
            faults.append(f"answered {self.status}, not {status}")
        faults += self.page.evaluate(ASK_WIDTH)
        faults += self._said_by_axe()
        assert not faults, "\n".join([self.page.url, *faults])

    def _said_by_axe(self) -> list[str]:
        """What axe finds. A page that it has found clean, alike to the letter, is not asked again.

        Axe is a script: where there is none, other stories ask about the same pages.
        """
        if not self.is_scripted:
            return []
        alike = (*self.page.evaluate(ASK_SETTING), CHANGING.sub("", self.page.content()))
        if alike in CLEAN:
            return []
        faults: list[str] = self.page.evaluate(ASK_AXE, RULES)
        if not faults:
            CLEAN.add(alike)
        return faults


def dress(context: BrowserContext) -> None:
    """Put axe on every page of a browser's context."""
    context.add_init_script(path=str(AXE))

"""A person with a keyboard and nothing else: Tab, Space, Enter and letters."""

from playwright.sync_api import FilePayload

from tests.stories.visitor import Visitor, beginning

MOST_STEPS = 60
FOCUSED = """() => {
  const part = document.activeElement;
  const named = part.labels?.length ? part.labels[0] : part;
  const framed = [part, part.closest(".ds-field")].filter(Boolean);
  const rings = framed.map((one) => getComputedStyle(one));
  const seen = part.getBoundingClientRect();
  return {
    name: named.innerText.replace(/\\s+/g, " ").trim(),
    // A part inside a date field has the focus in its stead: the browser draws that ring.
    has_ring: !part.matches(":focus") || rings.some((ring) => ring.boxShadow !== "none"
      || (ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) >= 2)),
    is_window: part === document.body,
    is_in_sight: seen.width > 1 && seen.bottom > 0 && seen.top < innerHeight,
  };
}"""


class Keyboard:
    """What a visitor does by keys alone. Wherever the focus goes, it can be seen."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page = visitor.page
        # The system's own window is caught only from the moment that someone listens for it.
        self.page.on("filechooser", lambda _chooser: None)

    def goes_to(self, name: str) -> None:
        """Tab on until something by that name has the focus."""
        wanted = beginning(name)
        met: list[str] = []
        while len(met) < MOST_STEPS:
            self.page.keyboard.press("Tab")
            focused = self.page.evaluate(FOCUSED)
            met.append(focused["name"])
            if focused["is_window"]:  # past the last, on the way to the first
                continue
            assert focused["has_ring"], f"the focus does not show on {met[-1]!r}"
            assert focused["is_in_sight"], f"{met[-1]!r} has the focus out of sight"
            if wanted.match(met[-1]):
                return
        raise AssertionError(f"{name!r} is not reached by Tab, but {met}")

    def enters(self, name: str) -> None:
        """Go to a link or a button and press Enter; another page follows."""
        self.goes_to(name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.visitor.meets()

    def writes(self, name: str, text: str) -> None:
        """Go to a field and write in it."""
        self.goes_to(name)
        self.page.keyboard.type(text)

    def marks(self, name: str) -> None:
        """Go to a box or a choice and press Space."""
        self.goes_to(name)
        self.page.keyboard.press("Space")

    def chooses_file(self, name: str, file: FilePayload) -> None:
        """Go to a file picker, press Space and choose a file in the system's own window."""
        self.goes_to(name)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Space")
        chooser.value.set_files(file)

"""Pages of a form in addresses."""

from urllib.parse import quote, unquote


class PageId:
    """A page of a form by its linkId, whatever characters that holds.

    A linkId that reads as one of our own words is written in another way.
    """

    regex = "[^/]+"
    ours = frozenset({"granska", "tack"})

    def to_python(self, value: str) -> str:
        """The linkId."""
        return unquote(value)

    def to_url(self, value: object) -> str:
        """The linkId as one step of an address."""
        step = quote(str(value), safe="").replace(".", "%2E")
        return f"%{ord(step[0]):02X}{step[1:]}" if step in self.ours else step

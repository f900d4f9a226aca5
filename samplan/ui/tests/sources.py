"""The look's own files, and the words they show."""

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation import templatize

UI = Path(__file__).resolve().parents[1]
PRODUCT = UI.parent
CATALOGUE = UI / "locale" / "sv" / "LC_MESSAGES" / "django.po"
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "pgettext": ((1, "c"), 2)}


def templates() -> list[Path]:
    return sorted((UI / "templates").rglob("*.html"))


def words() -> Iterator[tuple[str | None, str]]:
    """Context and English text of everything to translate; the shelf is in Swedish already."""
    for path in [*templates(), *sorted(UI.rglob("*.py"))]:
        if "shelf" in path.as_posix() or "tests" in path.parts:
            continue
        text = path.read_text()
        if path.suffix == ".html":
            # Babel reads it as Python, which the templates' indentation would not be.
            text = "\n".join(line.strip() for line in templatize(text).splitlines())
        for _line, message, _comments, context in extract(
            "python", io.BytesIO(text.encode()), keywords=KEYWORDS
        ):
            yield context, message if isinstance(message, str) else message[-1]

"""The look's own files."""

from pathlib import Path

UI = Path(__file__).resolve().parents[1]
PRODUCT = UI.parent
CATALOGUE = UI / "locale" / "sv" / "LC_MESSAGES" / "django.po"


def templates() -> list[Path]:
    return sorted((UI / "templates").rglob("*.html"))

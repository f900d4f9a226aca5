"""Drawings made from Lucide: the sprite that pages point into, and the browser tab's mark."""

import xml.etree.ElementTree as ET

from lucide.templatetags.lucide import lucide as draw

NAMESPACE = "http://www.w3.org/2000/svg"


def sprite(names: tuple[str, ...]) -> str:
    """One SVG file with a symbol for each name; an unknown name raises IconDoesNotExist.

    Stroke and fill are left to the stylesheet, so that an icon takes the colour of its words.
    """
    symbols = "".join(
        f'<symbol id="{name}" viewBox="0 0 24 24">{_shapes(name)}</symbol>' for name in names
    )
    return f'<svg xmlns="{NAMESPACE}">{symbols}</svg>\n'


def tab_mark(name: str, *, paper: str, ink: str) -> str:
    """A square of the paper's colour with one icon on it, for the browser's tab."""
    return (
        f'<svg xmlns="{NAMESPACE}" viewBox="-6 -6 36 36"><rect x="-6" y="-6" width="36" '
        f'height="36" rx="8" fill="{paper}"/><g fill="none" stroke="{ink}" stroke-width="2.4" '
        f'stroke-linecap="round" stroke-linejoin="round">{_shapes(name)}</g></svg>\n'
    )


def _shapes(name: str) -> str:
    drawing = ET.fromstring(draw(name))  # noqa: S314 - our own package's file
    return "".join(ET.tostring(shape, encoding="unicode").strip() for shape in drawing)

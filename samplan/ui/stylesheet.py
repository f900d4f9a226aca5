"""Composes the one style sheet from the theme, Designsystemet's components and our own."""

import re
from collections.abc import Iterable, Sequence

LAYERS = "@layer ds.theme, ds.base, ds.components, samplan;"
COMPONENTS = (
    "button",
    "link",
    "input",
    "field",
    "fieldset",
    "validation-message",
    "error-summary",
    "skip-link",
)
FONTS = ("source-sans-3-latin-wght-normal", "source-sans-3-latin-ext-wght-normal")

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DECLARATION = re.compile(r"(--[\w-]+)\s*:[^;{}]*;")
_USE = re.compile(r"var\(\s*(--[\w-]+)")


def compose(
    *, theme: str, base: str, components: Iterable[str], ours: Iterable[str], fonts: str
) -> str:
    """The style sheet, small enough to send: no comments, and no token that nothing uses."""
    theirs = _layer("ds.base", base) + _layer("ds.components", "".join(components))
    rest = fonts + theirs + _layer("samplan", "".join(ours))
    return '@charset "UTF-8";' + LAYERS + squeeze(only_used(light_only(theme), by=rest) + rest)


def light_only(theme: str) -> str:
    """The theme without its dark scheme, which no page of ours offers."""
    return "".join(
        block
        for block in _blocks(theme.replace('@charset "UTF-8";', ""))
        if "ds.theme.color-scheme.dark" not in block.split("{", 1)[0]
    )


def only_used(tokens: str, *, by: str) -> str:
    """The tokens without those that neither the rest nor a remaining token refers to."""
    used = set(_USE.findall(tokens)) | set(_USE.findall(by))
    kept = _DECLARATION.sub(lambda found: found[0] if found[1] in used else "", tokens)
    return kept if kept == tokens else only_used(kept, by=by)


def font_faces(source: str, names: Sequence[str] = FONTS) -> str:
    """The named faces, read from fonts/ and never changed while the page is being read."""
    faces = [face for name in names for face in re.findall(r"@font-face \{[^}]*\}", source)
             if f"/{name}.woff2" in face]  # fmt: skip
    if len(faces) != len(names):
        raise ValueError(f"The font package does not hold all of {', '.join(names)}.")
    return "".join(faces).replace("./files/", "fonts/").replace("display: swap", "display:optional")


def squeeze(css: str) -> str:
    """Without comments and needless space; also drops pointers to source maps."""
    css = re.sub(r"\s+", " ", _COMMENT.sub("", css))
    css = re.sub(r" ?([{};]) ?", r"\1", css).replace(";}", "}")
    return re.sub(r"[^{}]+\{\}", "", css)


def without_source_map(script: str) -> str:
    """The script without the comment that names a map we do not ship."""
    return re.sub(r"^//[#@] sourceMappingURL=.*$", "", script, flags=re.MULTILINE)


def _layer(name: str, css: str) -> str:
    return f"@layer {name}{{{css}}}"


def _blocks(css: str) -> Iterable[str]:
    """The style sheet cut after each outermost closing brace."""
    start = depth = 0
    css = _COMMENT.sub("", css)
    for found in re.finditer(r"[{}]", css):
        depth += 1 if found[0] == "{" else -1
        if depth == 0:
            yield css[start : found.end()]
            start = found.end()

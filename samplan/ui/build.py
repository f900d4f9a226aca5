"""Builds what browsers fetch: `python -m samplan.ui.build` fills build/static/ui/.

Needs the packages of package.json under node_modules/, and node itself. Does nothing when
neither our sources nor the packages have changed since last time.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from samplan.ui import stylesheet
from samplan.ui.icons import ICONS
from samplan.ui.sprite import sprite, tab_mark

ROOT = Path(__file__).resolve().parents[2]
OURS = Path(__file__).resolve().parent
THEME = "samplan"
PACKAGES = (
    "@digdir/designsystemet",
    "@digdir/designsystemet-css",
    "@fontsource-variable",
    "sortablejs",
)
PAPER, INK = "#0b5f5a", "#ffffff"


class FrontEndMissingError(Exception):
    """Something that the build reads is not there; the text says what to do."""


def main() -> int:
    try:
        was_built = build(ROOT)
    except FrontEndMissingError as missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    sys.stdout.write("Built build/static/ui.\n" if was_built else "build/static/ui is current.\n")
    return 0


def build(root: Path) -> bool:
    """Fills root/build/static/ui; false when it was current already."""
    _check_packages(root)
    stamp, state = root / "build" / "ui.stamp", _state(root)
    if stamp.exists() and stamp.read_text() == state:
        return False
    stamp.unlink(missing_ok=True)
    _write(root, _theme(root))
    stamp.write_text(state)
    return True


def _check_packages(root: Path) -> None:
    for package in PACKAGES:
        if not (root / "node_modules" / package).is_dir():
            raise FrontEndMissingError(
                f"The front-end package {package} is missing: run `npm ci` in {root} first."
            )


def _state(root: Path) -> str:
    """A digest of everything the build reads."""
    sources = sorted([*OURS.glob("*.py"), *OURS.glob("styles/*.css"), *OURS.glob("scripts/*.js")])
    sources += [root / "designsystemet.config.json", root / "package-lock.json"]
    digest = hashlib.sha256(f"{version('lucide')} {version('django-htmx')}".encode())
    for source in sources:
        digest.update(f"\0{source.name}\0".encode() + source.read_bytes())
    return digest.hexdigest()


def _theme(root: Path) -> str:
    """Runs Designsystemet's command line; the theme's style sheet."""
    _designsystemet(root, "tokens", "create")
    out = "build/design-tokens-built"
    _designsystemet(root, "tokens", "build", "-t", "build/design-tokens", "-o", out, "--clean")
    return (root / out / f"{THEME}.css").read_text()


def _designsystemet(root: Path, *arguments: str) -> None:
    program = root / "node_modules" / ".bin" / "designsystemet"
    environment = {**os.environ, "PATH": _path_with_node()}
    command = [str(program), *arguments]
    done = subprocess.run(  # noqa: S603 - a fixed program with fixed arguments
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise FrontEndMissingError(f"Designsystemet could not build the theme:\n{done.stderr}")


def _path_with_node() -> str:
    """PATH, with the folder of a node from the Python environment added at its end."""
    path = os.pathsep.join([os.environ.get("PATH", ""), str(Path(sys.executable).parent)])
    if shutil.which("node", path=path) is None:
        raise FrontEndMissingError("Node 20 or newer is missing: install it and run this again.")
    return path


def _write(root: Path, theme: str) -> None:
    static = root / "build" / "static" / "ui"
    shutil.rmtree(static, ignore_errors=True)
    (static / "fonts").mkdir(parents=True)
    (static / "samplan.css").write_text(_style_sheet(root, theme))
    (static / "icons.svg").write_text(sprite(ICONS))
    (static / "mark.svg").write_text(tab_mark("route", paper=PAPER, ink=INK))
    for name in stylesheet.FONTS:
        shutil.copy(_font_package(root) / "files" / f"{name}.woff2", static / "fonts")
    _write_scripts(static)
    sortable = (root / "node_modules" / "sortablejs" / "Sortable.min.js").read_text()
    (static / "sortable.js").write_text(stylesheet.without_source_map(sortable))


def _style_sheet(root: Path, theme: str) -> str:
    theirs = root / "node_modules" / "@digdir" / "designsystemet-css" / "dist" / "src"
    return stylesheet.compose(
        theme=theme,
        base=(theirs / "base.css").read_text(),
        components=[(theirs / f"{name}.css").read_text() for name in stylesheet.COMPONENTS],
        ours=[source.read_text() for source in sorted(OURS.glob("styles/*.css"))],
        fonts=stylesheet.font_faces((_font_package(root) / "index.css").read_text()),
    )


def _font_package(root: Path) -> Path:
    return root / "node_modules" / "@fontsource-variable" / "source-sans-3"


def _write_scripts(static: Path) -> None:
    htmx = files("django_htmx") / "static" / "django_htmx" / "htmx-2.min.js"
    (static / "htmx.js").write_text(stylesheet.without_source_map(htmx.read_text()))
    for source in OURS.glob("scripts/*.js"):
        (static / source.name).write_text(stylesheet.without_source_map(source.read_text()))


if __name__ == "__main__":
    sys.exit(main())

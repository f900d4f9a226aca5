"""Maps for whoever is new here: `python -m samplan.config.maps write|check` fills docs/map/."""

import ast
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
FOLDER: Final = ROOT / "docs" / "map"
MADE: Final = "Made by `make maps` from the code. Do not edit.\n"
UNREAD: Final = {"tests", "migrations"}


def main(arguments: list[str]) -> int:
    """Write the maps, or say which are stale: 1 where one is."""
    if arguments not in (["write"], ["check"]):
        sys.stderr.write("Say write or check.\n")
        return 2
    start_django()
    stale = [name for name, draw in MAPS.items() if _differs(FOLDER / name, draw())]
    if arguments == ["check"]:
        for name in stale:
            sys.stderr.write(f"docs/map/{name} is not as the code: run make maps.\n")
        return 1 if stale else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (FOLDER / name).write_text(MAPS[name]())
    return 0


def start_django() -> None:
    """Load the demo's settings and apps, where nothing is loaded yet. No database is touched."""
    import django
    from django.apps import apps

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samplan.config.settings.demo")
    if not apps.ready:
        django.setup()


def _differs(path: Path, text: str) -> bool:
    return not path.exists() or path.read_text() != text


def apps_map() -> str:
    """Who imports whom, as a table and a drawing."""
    found = imports(ROOT / "samplan")
    used_by: dict[str, list[str]] = defaultdict(list)
    for app, others in found.items():
        for other in others:
            used_by[other].append(app)
    rows = [(app, ", ".join(sorted(found[app])), ", ".join(used_by[app])) for app in sorted(found)]
    arrows = [f"  {app} --> {other}" for app in sorted(found) for other in sorted(found[app])]
    return _page(
        "Apps and their imports",
        _table(("app", "imports", "is imported by"), rows),
        _drawing("flowchart TD", arrows),
    )


def imports(product: Path) -> dict[str, set[str]]:
    """For each app of the package `product`, the other apps that its code imports."""
    found: dict[str, set[str]] = {}
    for app in sorted(path for path in product.iterdir() if (path / "__init__.py").exists()):
        files = [path for path in app.rglob("*.py") if not UNREAD & set(path.parts)]
        named = {name for path in files for name in _imported(path, product.name)}
        found[app.name] = named - {app.name}
    return found


def _imported(path: Path, package: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == package and len(parts) > 1:
                yield parts[1]


def addresses_map() -> str:
    """Every address with its gate."""
    from samplan.config.routes import OURS, routes

    rows = [
        (
            f"`{route.path}`",
            route.name,
            route.gate,
            ", ".join(route.methods),
            ", ".join(route.roles),
            f"`{route.view.removeprefix(OURS)}`",
        )
        for route in routes()
    ]
    return _page("Addresses", _table(("address", "name", "gate", "methods", "roles", "view"), rows))


def states_map() -> str:
    """The transition table of each model that has one."""
    from django.apps import apps

    parts = []
    for model in sorted(apps.get_models(), key=lambda model: model._meta.label):
        table = getattr(sys.modules[model.__module__], "TRANSITIONS", None)
        if table is not None and hasattr(model, "move_to"):
            parts += [f"## {model._meta.label}\n", _states(table)]
    return _page("States", *parts)


def _states(table: Mapping[str, frozenset[str]]) -> str:
    first = next(iter(table))
    arrows = [f"  [*] --> {first}"]
    for state, following in table.items():
        arrows += [f"  {state} --> {other}" for other in sorted(following)] or [
            f"  {state} --> [*]"
        ]
    return _drawing("stateDiagram-v2", arrows)


def _page(title: str, *parts: str) -> str:
    return "\n".join([f"# {title}\n", MADE, *parts])


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _drawing(kind: str, lines: list[str]) -> str:
    return "\n".join(["```mermaid", kind, *lines, "```\n"])


MAPS: Final[Mapping[str, Callable[[], str]]] = {
    "apps.md": apps_map,
    "addresses.md": addresses_map,
    "states.md": states_map,
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Apps come in to each other by the doors that are shown, so that what lies inside can change."""

import ast
from collections.abc import Iterable, Iterator

from tests.architecture.doors import ALWAYS, DOORS, ENTERS_EVERYWHERE, EXCEPTIONS, OPEN
from tests.architecture.sources import PRODUCT, Source, apps, sources


def test_apps_come_in_by_the_doors():
    assert [f"{who} goes in at {what}" for who, what in burglaries(sources())] == []


def test_no_door_stands_that_nobody_uses():
    used = {what for source in sources() for what in entered(source)}
    shown = {f"{app}.{door}" for app, doors in DOORS.items() for door in doors}
    assert shown - used == set()
    assert (
        EXCEPTIONS - {(inside(source), what) for source in sources() for what in entered(source)}
        == set()
    )


def test_one_who_goes_in_elsewhere_is_seen():
    told = [
        ("visits", "from samplan.cases.views.queue import queue", "cases.views.queue"),
        ("visits", "from samplan.cases import falling", "cases.falling"),
        ("desk", "import samplan.visits.jobs", "visits.jobs"),
        ("desk", "from samplan.contacts.actions.teams import TeamFacts", "contacts.actions.teams"),
    ]
    for app, line, what in told:
        assert list(burglaries([Source(app, "views.py", line)])) == [
            (f"samplan/{app}/views.py", what)
        ]
    fine = "from samplan.cases.models import Case\nfrom samplan.cases.coordinating import queries"
    assert list(burglaries([Source("visits", "views.py", fine)])) == []


def burglaries(checked: Iterable[Source]) -> Iterator[tuple[str, str]]:
    """Who goes in where there is no door."""
    for source in checked:
        for what in sorted(entered(source)):
            if not is_door(what) and (inside(source), what) not in EXCEPTIONS:
                yield str(source), what


def entered(source: Source) -> set[str]:
    """The modules of other apps that it imports, or imports from: "cases.sends.running"."""
    if source.app not in apps() - {ENTERS_EVERYWHERE, "config"}:
        return set()
    found = {module_of(name) for name in imported(source.tree)}
    return {each for each in found if each.partition(".")[0] in apps() - {source.app}}


def imported(tree: ast.Module) -> Iterator[str]:
    """The full names that are imported from the product."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            origin = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
            names = [origin + each.name for each in node.names]
            yield from (name for name in names if name.startswith("samplan."))


def module_of(name: str) -> str:
    """The file or package that a name stands in, without "samplan."."""
    parts = name.split(".")[1:]
    while len(parts) > 1:
        place = PRODUCT.joinpath(*parts)
        if place.with_suffix(".py").exists() or (place / "__init__.py").exists():
            break
        parts.pop()
    return ".".join(parts)


def is_door(what: str) -> bool:
    """Whether others may come in there."""
    app, _dot, room = what.partition(".")
    is_usual = room.rpartition(".")[2] in ALWAYS
    return app in OPEN or is_usual or room in DOORS.get(app, set())


def inside(source: Source) -> str:
    """Its place in the product."""
    return f"{source.app}/{source.place}"

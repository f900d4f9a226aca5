"""The product's files as the architecture tests read them, and the layers they stand in."""

import ast
import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ROOT / "samplan"


@dataclass(frozen=True)
class Source:
    """One file: its app, its place within the app ("views/patient.py") and its text."""

    app: str
    place: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def is_view(self) -> bool:
        return self.place == "views.py" or self.place.startswith(("views/", "answering/"))

    @property
    def is_test(self) -> bool:
        return "tests" in Path(self.place).parts

    def __str__(self) -> str:
        return f"samplan/{self.app}/{self.place}"


@cache
def sources(suffix: str = ".py", *, with_tests: bool = False) -> tuple[Source, ...]:
    """Every file of the product with the suffix, migrations apart."""
    found = []
    for path in sorted(PRODUCT.rglob(f"*{suffix}")):
        inside = path.relative_to(PRODUCT)
        if len(inside.parts) > 1 and "migrations" not in inside.parts:
            place = inside.relative_to(inside.parts[0]).as_posix()
            found.append(Source(inside.parts[0], place, path.read_text()))
    return tuple(source for source in found if with_tests or not source.is_test)


def apps() -> set[str]:
    """The apps that are written."""
    return {path.name for path in PRODUCT.iterdir() if (path / "__init__.py").exists()}


@cache
def ranks() -> dict[str, int]:
    """Each app's layer, the lowest 0, as import-linter's contract has them."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = contract["contracts"][0]["layers"]
    return {
        app: rank
        for rank, layer in enumerate(reversed(layers))
        for app in re.findall(r"\w+", layer)
    }


def may_know(app: str, other: str) -> bool:
    """Whether `app` may name what belongs to `other`: itself, or an app of a lower layer."""
    return app == other or ranks()[other] < ranks()[app]

"""What is kept in the repository names no package registry, and nothing that is built."""

import re
import subprocess
from collections.abc import Iterable, Mapping

import pytest

from tests.architecture.sources import ROOT

# Put together here, so that this file names none of them itself.
REGISTRIES = [
    *("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "npmjs" + ".com"),
    *("yarnpkg" + ".com", "deb.debian" + ".org", "unpkg" + ".com", "jsdelivr" + ".net"),
]
BUILT = re.compile(r"\.(mo|pyc)$|^(build|var|node_modules|\.venv)/|^uv\.lock$")


def test_no_file_names_a_registry():
    assert naming_registries(texts(kept())) == []


@pytest.mark.parametrize("host", REGISTRIES)
def test_a_planted_registry_is_seen(host: str):
    planted = {"requirements/base.txt": f"--index-url https://{host}/simple"}
    assert naming_registries(planted) == ["requirements/base.txt"]


def test_nothing_built_is_kept():
    assert [name for name in kept() if BUILT.search(name)] == []


@pytest.mark.parametrize("name", ["samplan/ui/locale/sv/LC_MESSAGES/django.mo", "build/ui.stamp"])
def test_a_planted_built_file_is_seen(name: str):
    assert BUILT.search(name)


def naming_registries(checked: Mapping[str, str]) -> list[str]:
    """The files, name to text, that name the host of a package registry."""
    return [name for name, text in checked.items() if any(host in text for host in REGISTRIES)]


def kept() -> list[str]:
    """The names of the files under version control."""
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts(names: Iterable[str]) -> dict[str, str]:
    return {name: (ROOT / name).read_text(errors="ignore") for name in names}

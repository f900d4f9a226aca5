"""Imports, foreign keys and names of pages point down."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.apps import apps as django_apps
from django.db import models
from django.test.utils import isolate_apps

from samplan.patients.models import Patient
from samplan.visits.models import Visit
from tests.architecture.sources import ROOT, apps, may_know, ranks


def test_imports_point_down():
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("access/queries.py", "from samplan.visits import models"),  # upward
        ("cases/views.py", "import samplan.bookings"),  # to a neighbour
        ("novelty/__init__.py", ""),  # an app that no layer knows
    ],
)
def test_an_upward_import_is_seen(tmp_path: Path, place: str, line: str):
    for app in ranks():
        write(tmp_path / "samplan" / app / "__init__.py", "")
    write(tmp_path / "samplan" / "__init__.py", "")
    write(tmp_path / "pyproject.toml", (ROOT / "pyproject.toml").read_text())
    assert lint_imports(tmp_path).returncode == 0
    write(tmp_path / "samplan" / place, line)
    write((tmp_path / "samplan" / place).parent / "__init__.py", "")
    assert lint_imports(tmp_path).returncode == 1


def test_every_app_has_its_layer():
    assert apps() <= set(ranks())


def test_foreign_keys_point_down():
    assert upward_keys(ours()) == []


@isolate_apps("samplan.patients")
def test_an_upward_foreign_key_is_seen():
    class Letter(models.Model):
        visit = models.ForeignKey(Visit, models.PROTECT, related_name="+")
        patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")

        class Meta:
            app_label = "patients"

    assert upward_keys([Letter]) == ["patients.Letter.visit points up to visits"]


def upward_keys(checked: Iterable[type[models.Model]]) -> list[str]:
    """Foreign keys of any sort to a higher app."""
    return [
        f"{model._meta.label}.{field.name} points up to {field.related_model._meta.app_label}"
        for model in checked
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and is_ours(field.related_model)
        if not may_know(model._meta.app_label, field.related_model._meta.app_label)
    ]


def ours() -> list[type[models.Model]]:
    return [model for model in django_apps.get_models() if is_ours(model)]


def is_ours(model: object) -> bool:
    return getattr(model, "__module__", "").startswith("samplan.")


def lint_imports(folder: Path) -> "subprocess.CompletedProcess[str]":
    words = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    return subprocess.run(
        [*words, "--no-cache", "--no-logo"], cwd=folder, capture_output=True, text=True, check=False
    )


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)

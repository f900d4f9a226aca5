"""What is derived from the code follows it: migrations and maps."""

from pathlib import Path

import pytest
from django.core.management import call_command

from samplan.config import maps
from samplan.patients.models import Patient


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_a_missing_migration_is_seen(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Patient._meta.get_field("has_protected_identity"), "default", True)
    with pytest.raises(SystemExit):
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_maps_are_current():
    assert maps.main(["check"]) == 0


def test_a_stale_map_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(maps, "FOLDER", tmp_path)
    assert maps.main(["write"]) == 0
    assert maps.main(["check"]) == 0
    (tmp_path / "states.md").write_text("as it was")
    assert maps.main(["check"]) == 1
    assert "docs/map/states.md is not as the code: run make maps." in capsys.readouterr().err


def test_the_map_of_apps_follows_the_imports(tmp_path: Path):
    for app, text in {"visits": "from samplan.plans import models", "plans": ""}.items():
        (tmp_path / "samplan" / app).mkdir(parents=True)
        (tmp_path / "samplan" / app / "__init__.py").write_text(text)
    assert maps.imports(tmp_path / "samplan") == {"visits": {"plans"}, "plans": set()}

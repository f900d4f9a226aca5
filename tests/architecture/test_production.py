"""Production's settings pass Django's own examination, and refuse what belongs to the demo."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

PRODUCTION = "samplan.config.settings.production"
ENVIRONMENT = {
    "DATABASE_URL": "postgresql://samplan_app@db.invalid/samplan",
    "SAMPLAN_SECRET_KEY": "a-key-of-this-test-alone-0123456789-abcdefghijklmnopqrstuvwxyz",
    "SAMPLAN_HOSTS": "samplan.invalid",
    "SAMPLAN_BASE_URL": "https://samplan.invalid",
    "SAMPLAN_ACCESSIBILITY_MAIL": "tillganglighet@samplan.invalid",
}


def test_the_examination_is_silent():
    done = examine()
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("SECURE_HSTS_SECONDS = 0", "security.W004"),
        ("SAMPLAN_AUDIT_IS_ON = False", "audit.E001"),
        ('INSTALLED_APPS = [*INSTALLED_APPS, "samplan.devtools"]', "devtools.E001"),
    ],
)
def test_a_planted_weakness_is_seen(tmp_path: Path, line: str, word: str):
    (tmp_path / "planted.py").write_text(f"from {PRODUCTION} import *\n{line}\n")
    done = examine(settings="planted", PYTHONPATH=str(tmp_path))
    assert done.returncode != 0
    assert word in done.stderr


@pytest.mark.parametrize("name", ["SAMPLAN_FACES_LOGIN", "SAMPLAN_AUDIT_OFF"])
def test_what_belongs_to_the_demo_is_refused(name: str):
    done = examine(**{name: "1"})
    assert done.returncode != 0
    assert f"unset {name}" in done.stderr


@pytest.mark.parametrize("name", ENVIRONMENT)
def test_what_is_missing_is_named(name: str):
    done = examine(**{name: ""})
    assert done.returncode != 0
    assert f"Set {name}" in done.stderr


def examine(*, settings: str = PRODUCTION, **more: str) -> "subprocess.CompletedProcess[str]":
    """Run Django's examination of the settings, with nothing of this process's environment."""
    (ROOT / "build" / "static").mkdir(parents=True, exist_ok=True)  # as a build leaves it
    words = ["-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    inherited = {"PATH": os.environ["PATH"]}
    paths = os.pathsep.join([str(ROOT), more.pop("PYTHONPATH", "")])
    environment = inherited | ENVIRONMENT | {"DJANGO_SETTINGS_MODULE": settings} | more
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=environment | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )

"""No constraint goes untried: an app that has any tries them all, beside its other tests."""

import pytest
from django.apps import apps

from tests.architecture.sources import ROOT
from tests.constraints import constraints_of

APPS = sorted(
    config.label
    for config in apps.get_app_configs()
    if config.name.startswith("samplan.") and constraints_of(config.label)
)


@pytest.mark.parametrize("app", APPS)
def test_each_app_tries_its_constraints(app: str) -> None:
    tried = ROOT / "samplan" / app / "tests" / "test_constraints.py"
    assert f'assert_each_refuses("{app}", ' in tried.read_text()

"""The bench: the demo's settings on databases of their own, with the bare page to compare with."""

import os

from samplan.config.addresses import databases
from samplan.config.settings.demo import *  # noqa: F403 -- a settings module is a list of names
from samplan.config.settings.demo import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "bench"]
ROOT_URLCONF = "bench.urls"
DATABASES = databases("bench")
for _settings in DATABASES.values():
    _settings["NAME"] = f"samplan_bench_{os.environ.get('SAMPLAN_BENCH_SIZE', 's')}"
    _settings["CONN_MAX_AGE"] = None  # the server keeps its connections
SAMPLAN_AUDIT_IS_ON = not os.environ.get("SAMPLAN_BENCH_SILENT")

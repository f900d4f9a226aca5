"""The bench's web application, on the day that its rows are about."""

import os

import time_machine
from django.core.wsgi import get_wsgi_application

from bench.rows import AT
from samplan.config.garbage import look_seldom

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samplan.config.settings.bench")
time_machine.travel(AT, tick=True).start()
application = get_wsgi_application()
look_seldom()

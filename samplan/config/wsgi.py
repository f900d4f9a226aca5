"""The web application for a WSGI server, with the embedded database server where it is used."""

import os

from django.core.wsgi import get_wsgi_application

from samplan.config import addresses, embedded
from samplan.config.garbage import look_seldom

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samplan.config.settings.demo")
if addresses.is_embedded():
    embedded.use("demo")
application = get_wsgi_application()
look_seldom()

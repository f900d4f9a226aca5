"""The bench's web application."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samplan.config.settings.bench")
application = get_wsgi_application()

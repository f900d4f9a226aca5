"""A worker of a drill: the drill's database, and its mail server on this machine."""

import os

from samplan.config.settings.test import *  # noqa: F403 -- a settings module is a list of names

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ["DRILL_MAIL_PORT"])
EMAIL_TIMEOUT = 10

"""The demo: invented people, faces login, everything on one machine. Not for real patients."""

import os

from samplan.config.embedded import VAR
from samplan.config.secret import secret_key
from samplan.config.settings.base import *  # noqa: F403 -- a settings module is a list of names
from samplan.config.settings.base import INSTALLED_APPS

SECRET_KEY = secret_key(VAR)
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
INSTALLED_APPS = [*INSTALLED_APPS, "samplan.devtools"]
SAMPLAN_FACES_LOGIN = True
SAMPLAN_ACCESSIBILITY_MAIL = "tillganglighet@samplan.example"
SAMPLAN_PUSH_KEY = os.environ.get("SAMPLAN_PUSH_KEY", "")
SAMPLAN_PUSH_CONTACT = "drift@samplan.example"
SAMPLAN_CLAMD = os.environ.get("SAMPLAN_CLAMD")
_HERE = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
SAMPLAN_BASE_URL = os.environ.get("SAMPLAN_BASE_URL", _HERE)
# Plain names: not every browser takes a Secure cookie from http://127.0.0.1.
SESSION_COOKIE_NAME = "samplan_session"
CSRF_COOKIE_NAME = "samplan_csrf"

"""The suite: as the demo, on the test server, with nothing left behind."""

from samplan.config.addresses import databases
from samplan.config.settings.demo import *  # noqa: F403 -- a settings module is a list of names

SECRET_KEY = "a key for tests only, never used where anything is kept"  # noqa: S105 -- as it says
DATABASES = databases("test")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SAMPLAN_SMS_FOLDER = None  # a test that sends SMS says where to

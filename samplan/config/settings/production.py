"""A region's own servers. Everything that differs comes from the environment."""

import os

from django.core.exceptions import ImproperlyConfigured

from samplan.config.settings.base import *  # noqa: F403 -- a settings module is a list of names
from samplan.config.settings.base import DEFAULT_FROM_EMAIL, INSTALLED_APPS


def required(name: str) -> str:
    """The value of an environment variable, or a sentence that says which one is missing."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"Set {name}. docs/operations.md lists every setting.")
    return value


if os.environ.get("SAMPLAN_FACES_LOGIN"):
    raise ImproperlyConfigured(
        "Faces login lets anyone be anyone. Production refuses it: unset SAMPLAN_FACES_LOGIN."
    )
if os.environ.get("SAMPLAN_AUDIT_OFF"):
    raise ImproperlyConfigured(
        "Nobody's data is shown without a log. Production refuses it: unset SAMPLAN_AUDIT_OFF."
    )
if "samplan.devtools" in INSTALLED_APPS:
    raise ImproperlyConfigured("samplan.devtools is for the demo and may not be installed here.")

DATABASE_URL = required("DATABASE_URL")
SECRET_KEY = required("SAMPLAN_SECRET_KEY")
ALLOWED_HOSTS = required("SAMPLAN_HOSTS").split(",")
SAMPLAN_BASE_URL = required("SAMPLAN_BASE_URL")
SAMPLAN_ACCESSIBILITY_MAIL = required("SAMPLAN_ACCESSIBILITY_MAIL")
SAMPLAN_LONGEST_SESSION_HOURS = int(os.environ.get("SAMPLAN_LONGEST_SESSION_HOURS", "12"))
SAMPLAN_CASES_A_DAY = int(os.environ.get("SAMPLAN_CASES_A_DAY", "30"))
SAMPLAN_MESSAGES_AN_HOUR = int(os.environ.get("SAMPLAN_MESSAGES_AN_HOUR", "60"))
SAMPLAN_LOOK_UPS_AN_HOUR = int(os.environ.get("SAMPLAN_LOOK_UPS_AN_HOUR", "30"))
SAMPLAN_FILES_PER_PATIENT_MB = int(os.environ.get("SAMPLAN_FILES_PER_PATIENT_MB", "500"))
SAMPLAN_ARCHIVED_AFTER_DAYS = int(os.environ.get("SAMPLAN_ARCHIVED_AFTER_DAYS", "180"))
SAMPLAN_COPIES_A_WEEK = int(os.environ.get("SAMPLAN_COPIES_A_WEEK", "3"))
SAMPLAN_CLEAN_AT_ONCE_MB = int(os.environ.get("SAMPLAN_CLEAN_AT_ONCE_MB", "2"))
SAMPLAN_CLAMD = os.environ.get("SAMPLAN_CLAMD")
DEBUG = False

SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("SAMPLAN_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("SAMPLAN_MAIL_PORT", "25"))
EMAIL_TIMEOUT = 10
EMAIL_HOST_USER = os.environ.get("SAMPLAN_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SAMPLAN_MAIL_PASSWORD", "")
EMAIL_USE_TLS = bool(os.environ.get("SAMPLAN_MAIL_TLS"))
DEFAULT_FROM_EMAIL = os.environ.get("SAMPLAN_MAIL_FROM", DEFAULT_FROM_EMAIL)

SAMPLAN_SMS_FOLDER = None
SAMPLAN_SMS_URL = os.environ.get("SAMPLAN_SMS_URL", "")
SAMPLAN_SMS_TOKEN = required("SAMPLAN_SMS_TOKEN") if SAMPLAN_SMS_URL else ""
SAMPLAN_PUSH_KEY = os.environ.get("SAMPLAN_PUSH_KEY", "")
SAMPLAN_PUSH_CONTACT = required("SAMPLAN_PUSH_CONTACT") if SAMPLAN_PUSH_KEY else ""
SAMPLAN_SMS_SENDER = os.environ.get("SAMPLAN_SMS_SENDER", "Samplan")

"""What every way of running shares."""

from pathlib import Path
from typing import Any

from samplan.config.addresses import databases
from samplan.config.embedded import ROOT, VAR

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "csp",
    "django_htmx",
    "samplan.ui",
    "samplan.jobs",
    "samplan.audit",
    "samplan.accounts",
    "samplan.organisations",
    "samplan.patients",
    "samplan.access",
    "samplan.attachments",
    "samplan.forms",
    "samplan.notifications",
    "samplan.shortcuts",
    "samplan.contacts",
    "samplan.plans",
    "samplan.cases",
    "samplan.bookings",
    "samplan.visits",
    "samplan.interop",
    "samplan.home",
    "samplan.desk",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "samplan.access.middleware.ClockMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "samplan.access.middleware.TrailMiddleware",
    "samplan.config.postgresql.middleware.StalePlanMiddleware",
]

FORM_RENDERER = "samplan.ui.forms.SamplanRenderer"
ROOT_URLCONF = "samplan.config.urls"
WSGI_APPLICATION = "samplan.config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["samplan.accounts.backends.ClaimsBackend"]
LOGIN_URL = "accounts:login"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "samplan.access.context.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "samplan.ui.templatetags.ui",
                "samplan.ui.templatetags.addresses",
                "samplan.ui.templatetags.times",
            ],
        },
    }
]

DATABASES = databases("demo")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en-gb", "English")]  # each in its own words
LOCALE_PATHS = [ROOT / "samplan" / "common" / "locale"]  # no app of Django's, yet it speaks
LANGUAGE_COOKIE_NAME = "samplan_language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "collected"
STATICFILES_DIRS = [ROOT / "build" / "static"]
STORAGES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "files"},
    },
    "staticfiles": {"BACKEND": "samplan.ui.static_files.KeptManifestStorage"},
}

# A session ends after an hour without use; the login page says so. Its longest stands below.
SESSION_ENGINE = "samplan.access.sessions"
SESSION_COOKIE_AGE = 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "samplan.access.views.csrf_failed"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# The fields of a post; its files go to disk and are bounded by their handler and the proxy.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["samplan.attachments.receiving.BoundedUploadHandler"]
# Twice as many as a form holds questions, for its largest page: number and unit, choice and words.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 12_000
FILE_UPLOAD_TEMP_DIR: Path | None = None

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
DEFAULT_FROM_EMAIL = "Samplan <no-reply@samplan.invalid>"

SAMPLAN_SMS_FOLDER: Path | None = VAR / "sms"  # where SMS are written down instead of sent
SAMPLAN_SMS_URL = ""
SAMPLAN_SMS_TOKEN = ""
SAMPLAN_SMS_SENDER = "Samplan"

SAMPLAN_PUSH_KEY = ""  # private, 32 bytes in base64url; without it nothing is pushed
SAMPLAN_PUSH_CONTACT = ""  # mail address where push services reach whoever runs this
# Whose addresses, and those below them, browsers may give: Chrome, Firefox, Edge and Safari.
SAMPLAN_PUSH_HOSTS = [
    *("fcm.googleapis.com", "push.services.mozilla.com", "notify.windows.com"),
    "push.apple.com",
]

PROCRASTINATE_DATABASE_ALIAS = "default"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

# Samplan's own
SAMPLAN_BASE_URL = "http://127.0.0.1:8000"
SAMPLAN_IS_TRIAL = True
SAMPLAN_AUDIT_IS_ON = True
SAMPLAN_AUDIT_HEADS = VAR / "audit" / "heads.jsonl"
SAMPLAN_CLAMD: str | None = None
SAMPLAN_FACES_LOGIN = False
SAMPLAN_ACCESSIBILITY_MAIL = ""  # to whom one tells what does not work
SAMPLAN_LONGEST_SESSION_HOURS = 12  # however lately it was used
SAMPLAN_CASES_A_DAY = 30  # that one patient starts
SAMPLAN_MESSAGES_AN_HOUR = 60  # that one person writes to care
SAMPLAN_FILES_PER_PATIENT_MB = 500
SAMPLAN_ARCHIVED_AFTER_DAYS = 180  # since a case was ended
SAMPLAN_COPIES_A_WEEK = 3  # of all one's own data, by each patient
SAMPLAN_CLEAN_AT_ONCE_MB = 2  # larger files are cleaned by a job
SAMPLAN_LOOK_UPS_AN_HOUR = 30  # of people outside the clinic, by each assignment

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

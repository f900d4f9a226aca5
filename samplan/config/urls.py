"""Every address, by app."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from samplan.config import health
from samplan.config.quick_urls import ByFirstWords

addresses: list[URLPattern | URLResolver] = [
    path("halsa/live", health.live, name="live"),
    path("halsa/ready", health.ready, name="ready"),
    path("", include("samplan.accounts.urls")),
    path("", include("samplan.access.urls")),
    path("", include("samplan.forms.urls")),
    path("", include("samplan.notifications.urls")),
    path("", include("samplan.contacts.urls")),
    path("", include("samplan.shortcuts.urls")),
    path("", include("samplan.cases.urls")),
    path("", include("samplan.plans.urls")),
    path("", include("samplan.visits.urls")),
    path("", include("samplan.interop.urls")),
    path("", include("samplan.home.urls")),
    path("", include("samplan.desk.urls")),
    path("", include("samplan.ui.urls")),
]
if "samplan.devtools" in settings.INSTALLED_APPS:
    addresses.append(path("dev/", include("samplan.devtools.urls")))

urlpatterns = [ByFirstWords(addresses)]

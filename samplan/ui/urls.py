from django.urls import path
from django.views.i18n import set_language

from samplan.ui import views

app_name = "ui"

urlpatterns = [
    path("tillganglighet/", views.accessibility, name="accessibility"),
    path("sprak/", set_language, name="language"),
]

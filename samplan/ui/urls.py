from django.urls import path

from samplan.ui import views

app_name = "ui"

urlpatterns = [
    path("tillganglighet/", views.accessibility, name="accessibility"),
    path("sprak/", views.language, name="language"),
]

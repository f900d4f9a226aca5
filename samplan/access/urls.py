from django.urls import path

from samplan.access import settings_views, views

app_name = "access"
urlpatterns = [
    path("ingang/", views.enter, name="enter"),
    path("byt-person/", views.people, name="people"),
    path("byt-person/val/", views.switch, name="switch"),
    path("vard/uppdrag/", views.assignments, name="assignments"),
    path("installningar/", settings_views.settings, name="settings"),
    path("installningar/text/", settings_views.choose_text_size, name="text-size"),
    path("installningar/samtycke/", settings_views.give_consent, name="give-consent"),
    path("installningar/samtycke/slut/", settings_views.withdraw_consent, name="withdraw-consent"),
    path("atkomst/", settings_views.who_has_looked, name="who-has-looked"),
    path("aterlamnat/", views.restore, name="restore"),
    path("aterlamnat/<uuid:sealed_id>/bort/", views.forget, name="forget"),
    path("vard/aterlamnat/<uuid:sealed_id>/bort/", views.forget_as_staff, name="forget-staff"),
]

from django.urls import path

from samplan.access import views

app_name = "access"
urlpatterns = [
    path("ingang/", views.enter, name="enter"),
    path("byt-person/", views.people, name="people"),
    path("byt-person/val/", views.switch, name="switch"),
    path("vard/uppdrag/", views.assignments, name="assignments"),
    path("aterlamnat/", views.restore, name="restore"),
    path("aterlamnat/<uuid:sealed_id>/bort/", views.forget, name="forget"),
    path("vard/aterlamnat/<uuid:sealed_id>/bort/", views.forget_as_staff, name="forget-staff"),
]

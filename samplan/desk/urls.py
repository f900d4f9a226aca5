from django.urls import path

from samplan.desk import clinic_views, views

app_name = "desk"
urlpatterns = [
    path("vard/", views.today, name="today"),
    path("vard/mottagningar/", clinic_views.clinics, name="clinics"),
    path("vard/mottagningar/ny/", clinic_views.new_clinic, name="new-clinic"),
    path("vard/mottagningar/<uuid:clinic_id>/", clinic_views.clinic, name="clinic"),
    path("vard/mottagningar/<uuid:clinic_id>/andra/", clinic_views.change, name="change-clinic"),
    path("vard/mottagningar/<uuid:clinic_id>/ny-roll/", clinic_views.new_role, name="new-role"),
    path(
        "vard/mottagningar/<uuid:clinic_id>/roller/<uuid:role_id>/slut/",
        clinic_views.end_role,
        name="end-role",
    ),
]

from django.urls import path

from samplan.plans import staff_views, views

app_name = "plans"
urlpatterns = [
    path("plan/", views.plan, name="plan"),
    path("vard/onadda/<uuid:activity_id>/", staff_views.unreached, name="unreached"),
]

from django.urls import path

from samplan.visits.views import patient

app_name = "visits"
urlpatterns = [
    path("tider/", patient.visits, name="visits"),
    path("tider/<uuid:visit_id>/", patient.visit, name="visit"),
    path("tider/<uuid:visit_id>/andra/", patient.change_time, name="change-time"),
]

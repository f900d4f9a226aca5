from django.urls import path

from samplan.cases import views

app_name = "cases"
urlpatterns = [
    path("inkorg/", views.inbox, name="inbox"),
    path("inkorg/<uuid:case_id>/", views.case, name="case"),
]

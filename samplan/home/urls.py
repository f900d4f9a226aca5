from django.urls import path

from samplan.home import views

app_name = "home"
urlpatterns = [
    path("", views.start, name="start"),
    path("tjanster/", views.services, name="services"),
]

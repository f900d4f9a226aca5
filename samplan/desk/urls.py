from django.urls import path

from samplan.desk import views

app_name = "desk"
urlpatterns = [path("vard/", views.today, name="today")]

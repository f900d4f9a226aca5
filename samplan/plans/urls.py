from django.urls import path

from samplan.plans import views

app_name = "plans"
urlpatterns = [path("plan/", views.plan, name="plan")]

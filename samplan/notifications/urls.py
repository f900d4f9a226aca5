from django.urls import path

from samplan.notifications import views

app_name = "notifications"
urlpatterns = [
    path("installningar/aviseringar/", views.notices, name="notices"),
    path("installningar/aviseringar/e-post/", views.mail, name="mail"),
    path("installningar/aviseringar/mobil/", views.mobile, name="mobile"),
    path("installningar/aviseringar/kod/", views.code, name="code"),
    path("installningar/aviseringar/bort/", views.remove, name="remove"),
]

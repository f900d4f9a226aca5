from django.urls import path

from samplan.notifications import views

app_name = "notifications"
urlpatterns = [
    path("installningar/aviseringar/", views.notices, name="notices"),
    path("installningar/aviseringar/e-post/", views.mail, name="mail"),
    path("installningar/aviseringar/mobil/", views.mobile, name="mobile"),
    path("installningar/aviseringar/kod/", views.code, name="code"),
    path("installningar/aviseringar/bort/", views.remove, name="remove"),
    path("installningar/aviseringar/enhet/", views.add_device, name="add-device"),
    path(
        "installningar/aviseringar/enhet/<uuid:device_id>/bort/",
        views.remove_device,
        name="remove-device",
    ),
    path("installningar/aviseringar/vakt.js", views.worker, name="worker"),
]

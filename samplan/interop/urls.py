from django.urls import path

from samplan.interop import views

app_name = "interop"
urlpatterns = [
    path("installningar/mina-uppgifter/", views.own_data, name="own-data"),
    path("installningar/mina-uppgifter/<uuid:copy_id>/", views.fetch, name="fetch-copy"),
]

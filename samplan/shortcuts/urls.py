from django.urls import path

from samplan.shortcuts import views

app_name = "shortcuts"
urlpatterns = [
    path("genvagar/", views.shortcuts, name="shortcuts"),
    path("genvagar/ny/", views.add, name="add"),
    path("genvagar/<uuid:shortcut_id>/bort/", views.remove, name="remove"),
    path("genvagar/<uuid:shortcut_id>/flytt/", views.move, name="move"),
]

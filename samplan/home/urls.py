from django.urls import path

from samplan.home import contact_views, views

app_name = "home"
urlpatterns = [
    path("", views.start, name="start"),
    path("vardkontakter/", contact_views.contacts, name="contacts"),
    path("vardkontakter/ny/", contact_views.ask, name="ask"),
    path("vardkontakter/<uuid:contact_id>/byte/", contact_views.change, name="change-contact"),
    path("tjanster/", views.services, name="services"),
]

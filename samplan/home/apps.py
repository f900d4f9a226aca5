from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "samplan.home"
    label = "home"

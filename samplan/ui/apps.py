from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "samplan.ui"
    label = "ui"

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "samplan.visits"
    label = "visits"

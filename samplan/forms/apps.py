from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "samplan.forms"
    label = "forms"

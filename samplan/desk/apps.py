from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "samplan.desk"
    label = "desk"

from django.apps import AppConfig


class DevtoolsConfig(AppConfig):
    name = "samplan.devtools"
    label = "devtools"

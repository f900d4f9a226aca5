from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "samplan.jobs"
    label = "jobs"

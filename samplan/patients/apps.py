from django.apps import AppConfig


class PatientsConfig(AppConfig):
    name = "samplan.patients"
    label = "patients"

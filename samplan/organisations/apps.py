from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "samplan.organisations"
    label = "organisations"

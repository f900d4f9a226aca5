from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "samplan.contacts"
    label = "contacts"

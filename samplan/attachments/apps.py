from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    name = "samplan.attachments"
    label = "attachments"

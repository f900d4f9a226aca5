from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "samplan.notifications"
    label = "notifications"

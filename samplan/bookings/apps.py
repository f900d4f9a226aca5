from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "samplan.bookings"
    label = "bookings"

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "samplan.contacts"
    label = "contacts"

    def ready(self) -> None:
        """Take a place in the staff's bar, say what events read as and whose addresses are."""
        from samplan.contacts import own_data, registrations

        own_data.register_parts()
        registrations.register_all()

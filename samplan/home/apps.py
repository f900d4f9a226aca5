from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "samplan.home"
    label = "home"

    def ready(self) -> None:
        """Take places in the navigation bar, and say what shortcuts can lead to."""
        from samplan.home import registrations

        registrations.register_navigation()
        registrations.register_events()
        registrations.register_shortcuts()
        registrations.register_links()
        registrations.register_activities()

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "samplan.cases"
    label = "cases"

    def ready(self) -> None:
        """Take a place in the navigation bars, and say what events read as."""
        from samplan.cases import registrations

        registrations.register_navigation()
        registrations.register_subjects()
        registrations.register_events()
        registrations.register_whose()
        registrations.register_activities()
        registrations.register_places()

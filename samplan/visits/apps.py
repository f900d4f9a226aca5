from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "samplan.visits"
    label = "visits"

    def ready(self) -> None:
        """Say how visits and their preparation are shown, opened and logged."""
        from samplan.visits import openings, own_data, registrations

        own_data.register_parts()
        openings.register_activities()
        registrations.register_cases()
        registrations.register_navigation()
        registrations.register_kinds()
        registrations.register_addresses()
        registrations.register_usage()
        registrations.register_panels()
        registrations.register_patient_page()
        registrations.register_selections()

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "samplan.cases"
    label = "cases"

    def ready(self) -> None:
        """Take a place in the navigation bars, and say what events read as."""
        from samplan.cases import openings, own_data, registrations
        from samplan.cases.coordinating import registrations as coordinating
        from samplan.cases.retention import registrations as retention
        from samplan.cases.supply import registrations as supply

        registrations.register_navigation()
        registrations.register_subjects()
        registrations.register_events()
        registrations.register_whose()
        openings.register_activities()
        registrations.register_panels()
        registrations.register_announcing()
        supply.register_navigation()
        supply.register_events()
        supply.register_use_of_forms()
        own_data.register_parts()
        retention.register_navigation()
        retention.register_events()
        coordinating.register_all()

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "samplan.audit"
    label = "audit"

    def ready(self) -> None:
        """Let `check --deploy` ask whether the log is on."""
        from samplan.audit import checks  # noqa: F401 -- importing it registers the check

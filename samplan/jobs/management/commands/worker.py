"""`samplan worker`: runs jobs until asked to stop."""

from typing import Any

from django.core.management.base import BaseCommand
from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params

CONCURRENT_JOBS = 2
GRACE = 10  # seconds for a job under way when asked to stop


class Command(BaseCommand):
    """Runs the queue's jobs and schedules, over the direct database address."""

    help = "Runs background jobs."

    def handle(self, **options: Any) -> None:
        """Run until TERM or INT; what is under way is finished first."""
        with app.replace_connector(PsycopgConnector(kwargs=connector_params("direct"))) as worker:
            worker.run_worker(concurrency=CONCURRENT_JOBS, shutdown_graceful_timeout=GRACE)

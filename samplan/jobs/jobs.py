"""The queue's own schedule."""

from samplan.jobs.queue import every
from samplan.jobs.stalled import retry_stalled


@every("* * * * *", "jobs.retry_stalled")
async def retry_stalled_jobs(timestamp: int) -> None:
    """Each minute: jobs of killed workers are run again."""
    await retry_stalled()

"""Jobs whose worker was killed are run again."""

import asyncio

from procrastinate.contrib.django import app

SILENT_FOR = 60  # seconds without a heartbeat from the worker


async def retry_stalled() -> int:
    """Put every job of a silent worker back in the queue; gives how many."""
    stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_FOR))
    await asyncio.gather(*(app.job_manager.retry_job(job) for job in stalled))
    return len(stalled)

"""A thin layer over the task queue: schedules, retries, stalled jobs."""

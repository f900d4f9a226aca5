"""Bytes that no row points to any more."""

from django.core.files.storage import default_storage

from samplan.jobs.queue import job


@job("attachments.delete_stored")
def delete_stored(names: list[str]) -> None:
    """Delete stored files by name; those that are gone already are passed over."""
    for name in names:
        default_storage.delete(name)

"""Documents for patients: kept only where they can be read aloud."""

import secrets
from datetime import datetime
from pathlib import Path

from django.core.files import File
from django.db import transaction

from samplan.access.acting import Acting
from samplan.access.administration import check_may_administer
from samplan.attachments.actions import CleanUpload
from samplan.attachments.cleaning import check_is_accessible, titled
from samplan.audit import trail
from samplan.organisations.models import ClinicDocument, Organisation


@transaction.atomic
def add_document(
    owner: Organisation,
    cleaned: CleanUpload,
    *,
    title: str,
    is_read_through: bool,
    acting: Acting,
    at: datetime,
) -> ClinicDocument:
    """Keep a cleaned PDF. Raises RefusedFile where it has no tags or names no language."""
    check_may_administer(acting, owner)
    language, file = check_is_accessible(cleaned.file), titled(cleaned.file, title)
    made = ClinicDocument(
        owner=owner,
        title=title,
        language=language,
        name=file.name,
        size=file.size,
        sha256=file.sha256,
        is_read_through=is_read_through,
        added_at=at,
        added_by=acting.actor_name,
    )
    _store(made, file.path)
    _record(made, acting)
    return made


def _store(document: ClinicDocument, path: Path) -> None:
    """The row with its file; no file is left behind where there comes no row."""
    with path.open("rb") as content:
        document.content.save(secrets.token_hex(16), File(content), save=False)
    try:
        document.save(force_insert=True)
    except Exception:
        document.content.delete(save=False)
        raise


@transaction.atomic
def withdraw_document(document: ClinicDocument, *, acting: Acting, at: datetime) -> bool:
    """Hand it out no more; False where that is so already. The file is thrown away."""
    check_may_administer(acting, document.owner)
    held = ClinicDocument.objects.select_for_update().get(pk=document.pk)
    if held.withdrawn_at is not None:
        return False
    held.withdrawn_at, held.withdrawn_by = at, acting.actor_name
    held.save(update_fields=["withdrawn_at", "withdrawn_by"])
    storage, name = held.content.storage, held.content.name
    transaction.on_commit(lambda: storage.delete(name or ""))
    _record(held, acting)
    return True


def _record(document: ClinicDocument, acting: Acting) -> None:
    detail = {"fields": ["documents"], "document": str(document.pk)}
    trail.record(
        "organisation.changed", acting=acting, patient_id=None, about=document.owner, detail=detail
    )

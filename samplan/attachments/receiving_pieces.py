"""What the pages' script says as it sends a file in pieces, for the apps that mount the address."""

import uuid
from http import HTTPStatus
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from samplan.access.owned import OwnedThing
from samplan.access.request import PatientRequest, StaffRequest
from samplan.attachments import pieces
from samplan.attachments.models import LARGEST_FILE, LARGEST_FROM_CARE, Upload
from samplan.common.faults import PlainFault
from samplan.common.text import number_in

FIELD = "_uploaded:"  # before the name of a field of files: the key of one that has come whole
Request = PatientRequest | StaffRequest


def answer(request: Request, about: OwnedThing) -> HttpResponse:
    """Begin a file for the row (a post of `name` and `size`), take a piece of one (`upload`,
    `offset` and `piece`), or say how much of it has come (`upload` alone).

    The answer, 202, says `upload` and `offset`; 412 where a piece begins elsewhere; 400 with what
    is `said` to the person; 404 for what is another's, or older than a day. The caller has asked
    whether the acting may write there.
    """
    try:
        return _told(_upload(request, about))
    except pieces.WrongPlace as wrong:
        return _told(wrong.upload, HTTPStatus.PRECONDITION_FAILED)
    except Upload.DoesNotExist:
        raise Http404 from None
    except PlainFault as fault:
        return refused(_(fault.message) % fault.params)
    except pieces.Misshapen:
        return refused(_("The file could not be read. Choose it again."))


def _upload(request: Request, about: OwnedThing) -> Upload:
    acting, at, said = request.acting, request.at, request.POST
    if "upload" not in said:
        size = number_in(said.get("size", ""), digits=9) or 0
        largest = LARGEST_FROM_CARE if acting.kind == "staff" else LARGEST_FILE
        name = said.get("name", "")
        return pieces.begin(about, name, size, largest=largest, acting=acting, at=at)
    key = _key(said["upload"])
    if "offset" not in said:
        return pieces.ours(about, acting=acting, at=at).get(pk=key)
    offset = number_in(said["offset"], digits=9)
    piece: Any = request.FILES.get("piece")
    if offset is None or piece is None or piece.size > pieces.LARGEST:
        raise pieces.Misshapen
    return pieces.receive(about, key, offset, piece.read(), acting=acting, at=at)


def _key(said: str) -> uuid.UUID:
    try:
        return uuid.UUID(said)
    except ValueError:
        raise Http404 from None


def come_whole(request: Request, about: OwnedThing, name: str) -> "list[UploadedFile[Any]]":
    """The files that came in pieces for the field of files `name` of the post, each once."""
    keys = request.POST.getlist(f"{FIELD}{name}")
    if not keys:
        return []
    return pieces.taken(about, keys, acting=request.acting, at=request.at)


def _told(upload: Upload, status: int = HTTPStatus.ACCEPTED) -> HttpResponse:
    told = {"upload": str(upload.pk), "offset": upload.received}
    return JsonResponse(told, status=status)


def refused(sentence: str) -> HttpResponse:
    """Why a file is not let in, for the script to say."""
    return JsonResponse({"said": sentence}, status=HTTPStatus.BAD_REQUEST)

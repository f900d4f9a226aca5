"""PDF: written anew with its pages, and without what can act, hide or tell on its author."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from samplan.attachments.cleaning.jpeg_segments import without_metadata
from samplan.attachments.cleaning.results import Limits, RefusedFile

# Deleted wherever they stand: what acts by itself, carries files, or describes the author.
_DROPPED_KEYS = frozenset(
    {
        "/OpenAction",
        "/AA",
        "/PA",
        "/JS",
        "/JavaScript",
        "/EmbeddedFiles",
        "/EF",
        "/RF",
        "/AF",
        "/XFA",
        "/RichMediaContent",
        "/RichMediaSettings",
        "/Renditions",
        "/AlternatePresentations",
        "/Collection",
        "/Requirements",
        "/Perms",
        "/Metadata",
        "/PieceInfo",
        "/OPI",
    }
)
# In a stream these fetch its content from another file.
_DROPPED_STREAM_KEYS = frozenset({"/F", "/FFilter", "/FDecodeParms", "/Ref"})
# Unpacked, a page's drawing or a font is hardly ever a tenth of this; more is made to choke
# whoever opens it.
_LONGEST_STREAM = 64 * 1024 * 1024
_KEPT_TRAILER_KEYS = frozenset({"/Root", "/Size", "/ID"})
_KEPT_ANNOTATIONS = frozenset(
    {
        "/Link",
        "/Text",
        "/FreeText",
        "/Line",
        "/Square",
        "/Circle",
        "/Polygon",
        "/PolyLine",
        "/Highlight",
        "/Underline",
        "/Squiggly",
        "/StrikeOut",
        "/Stamp",
        "/Caret",
        "/Ink",
        "/Popup",
        "/Widget",
        "/Redact",
        "/Watermark",
    }
)
_FORBIDDEN_ACTIONS = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/ResetForm",
        "/GoToR",
        "/GoToE",
        "/GoToDp",
        "/Rendition",
        "/RichMediaExecute",
        "/Movie",
        "/Sound",
        "/Hide",
        "/SetOCGState",
        "/GoTo3DView",
        "/Thread",
    }
)
_KEPT_SCHEMES = ("https:", "http:", "mailto:", "tel:")
_DAMAGE = (pikepdf.PdfError, ValueError, TypeError, LookupError, AttributeError, RuntimeError)


def clean_pdf(source: Path, target: Path, *, limits: Limits) -> None:
    """Write the document's pages to `target`, fit to open anywhere. Raises RefusedFile.

    Links within the document and to web, mail and telephone stay; so do filled-in fields,
    tags for screen readers and notes. A file that would need repair is refused rather than
    repaired: a repair may silently lose pages.
    """
    try:
        with pikepdf.open(source, attempt_recovery=False, suppress_warnings=True) as pdf:
            _check(pdf, limits)
            _scrub(pdf, limits)
            pdf.save(
                target,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                fix_metadata_version=False,
                deterministic_id=True,
            )
    except RefusedFile:
        raise
    except pikepdf.PasswordError:
        raise RefusedFile("encrypted") from None
    except MemoryError:
        raise RefusedFile("too_demanding") from None
    except _DAMAGE:
        raise RefusedFile("broken_pdf") from None


def _check(pdf: Pdf, limits: Limits) -> None:
    if pdf.is_encrypted:
        raise RefusedFile("encrypted")
    if len(pdf.pages) == 0:
        raise RefusedFile("no_pages")
    if len(pdf.pages) > limits.max_pages:
        raise RefusedFile("pages", pages=limits.max_pages)


def _scrub(pdf: Pdf, limits: Limits) -> None:
    for key in set(pdf.trailer.keys()) - _KEPT_TRAILER_KEYS:
        del pdf.trailer[key]
    for found in _containers(pdf.objects):
        if isinstance(found, Array):
            continue
        _scrub_dictionary(found)
        if isinstance(found, Stream):
            _refuse_bomb(found, limits)
            _scrub_stream(found)


def _containers(indirect: Iterable[Object]) -> Iterator[Object]:
    """Every dictionary, stream and array once; a stack, since files may nest deeply."""
    stack = [found for found in indirect if _is_container(found)]
    while stack:
        found = stack.pop()
        yield found
        inner = found.as_list() if isinstance(found, Array) else [v for _, v in found.items()]
        stack.extend(one for one in inner if _is_container(one) and not one.is_indirect)


def _is_container(found: object) -> bool:
    return isinstance(found, Object) and isinstance(found, (Dictionary, Stream, Array))


def _scrub_dictionary(found: Object) -> None:
    keys = set(found.keys())
    if _is_forbidden_action(found, keys):
        _drop(found, keys)
        return
    dropped = keys & _DROPPED_KEYS
    if "/A" in keys and _is_action(found["/A"]):
        if _is_kept_action(found["/A"]):
            _drop(found["/A"], {"/Next"})
        else:
            dropped.add("/A")
    _drop(found, dropped)
    if "/Annots" in keys:
        found["/Annots"] = _kept_annotations(found["/Annots"])


def _scrub_stream(stream: Object) -> None:
    _drop(stream, set(stream.keys()) & _DROPPED_STREAM_KEYS)
    filters = stream.get("/Filter")
    if isinstance(filters, Array) and len(filters) == 1:
        filters = filters[0]
    if stream.get("/Subtype") == Name.Image and filters == Name.DCTDecode:
        # Scanning apps put the telephone's JPEG in as it is, with where it was taken.
        plain = without_metadata(stream.read_raw_bytes())
        parms = stream.get("/DecodeParms")
        kept = parms if isinstance(parms, Dictionary | Array) else None
        stream.write(plain, filter=Name.DCTDecode, decode_parms=kept)


def _refuse_bomb(stream: Stream, limits: Limits) -> None:
    if stream.get("/Subtype") == Name.Image:
        if int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > limits.max_pixels:
            raise RefusedFile("pixels", megapixels=limits.max_pixels // 1_000_000)
        return
    try:
        length = len(stream.read_bytes())
    except pikepdf.DataDecodingError:  # damaged, or no memory for it
        raise RefusedFile("too_demanding") from None
    except pikepdf.PdfError:  # packed as pictures are
        return
    if length > _LONGEST_STREAM:
        raise RefusedFile("too_demanding")


def _is_action(value: object) -> bool:
    """/A is also the attributes of a tag for screen readers; those have no /S."""
    return isinstance(value, Dictionary) and "/S" in value


def _is_kept_action(action: Object) -> bool:
    if action["/S"] == Name.GoTo:
        return "/D" in action
    if action["/S"] == Name.URI:
        return str(action.get("/URI", "")).strip().lower().startswith(_KEPT_SCHEMES)
    return False


def _is_forbidden_action(found: Object, keys: set[str]) -> bool:
    """Reached by whatever way; a tag for screen readers (with /P) may be named as one."""
    return "/S" in keys and "/P" not in keys and str(found["/S"]) in _FORBIDDEN_ACTIONS


def _kept_annotations(annotations: Object) -> Array:
    return Array(
        [
            one
            for one in annotations.as_list()
            if isinstance(one, Dictionary) and str(one.get("/Subtype")) in _KEPT_ANNOTATIONS
        ]
    )


def _drop(found: Object, keys: set[str]) -> None:
    for key in keys:
        if key in found:
            del found[key]

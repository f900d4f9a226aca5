"""PDF files come out with their pages, and can neither act, hide nor tell."""

import io
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

from samplan.attachments.cleaning.clean import clean_file
from samplan.attachments.cleaning.jpeg_segments import without_metadata
from samplan.attachments.cleaning.results import CleanFile, Kind, Limits, RefusedFile
from samplan.attachments.cleaning.tests import hostile


def clean(folder: Path, content: bytes) -> CleanFile:
    source = hostile.written(folder, content)
    return clean_file(source, folder / "out.pdf", claimed_name="remiss", limits=Limits())


def refusal(folder: Path, content: bytes) -> str:
    with pytest.raises(RefusedFile) as refused:
        clean(folder, content)
    return refused.value.code


def unpacked(made: CleanFile) -> bytes:
    """Everything in the file with no stream compressed, to look for needles in."""
    readable = made.path.with_name("readable.pdf")
    with pikepdf.open(made.path) as pdf:
        pdf.save(
            readable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return readable.read_bytes()


def test_nothing_in_it_acts_or_hides_or_tells(tmp_path: Path) -> None:
    given_file = hostile.pdf_bytes(hostile.acting_pdf())
    made = clean(tmp_path, given_file)
    content = unpacked(made)
    left = [
        word
        for word in (
            *(
                b"NEEDLE",
                b"/JavaScript",
                b"/JS",
                b"/OpenAction",
                b"/AA",
                b"/Launch",
                b"/SubmitForm",
            ),
            *(b"/EmbeddedFile", b"/RichMedia", b"/XFA", b"/GoToR", b"/Metadata", b"/Author"),
            *(b"javascript:", b"FileAttachment", b"/Rendition", b"x.exe"),
        )
        if word in content
    ]
    assert left == []
    assert made.kind is Kind.PDF
    with pikepdf.open(made.path) as pdf:
        assert len(pdf.pages) == 1
        kinds = [str(one.Subtype) for one in pdf.pages[0].obj.Annots.as_list()]
        assert kinds == ["/Link", "/Link", "/Link", "/Link", "/Widget"]


def test_the_needles_were_there(tmp_path: Path) -> None:
    """Else the test above would prove nothing."""
    content = hostile.pdf_bytes(
        hostile.acting_pdf(),
        compress_streams=False,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    assert content.count(b"NEEDLE") >= 10
    assert b"/EmbeddedFiles" in content


def test_what_reading_needs_is_kept(tmp_path: Path) -> None:
    pdf = hostile.pdf(2)
    page = pdf.pages[0].obj
    there = Dictionary(
        S=Name.GoTo, D=Array([pdf.pages[1].obj, Name.Fit]), Next=Dictionary(S=Name.URI)
    )
    page.Annots = Array(
        [
            hostile.annotation("Link", A=there),
            hostile.annotation("Link", A=Dictionary(S=Name.URI, URI=String("HTTPS://1177.se"))),
            hostile.annotation("Link", Dest=Array([pdf.pages[1].obj, Name.Fit])),
            hostile.annotation("Highlight", Contents=String("obs")),
        ]
    )
    pdf.Root.Lang = String("sv-SE")
    element = pdf.make_indirect(
        Dictionary(S=Name.Sound, P=pdf.Root, A=Dictionary(O=Name.Layout, Placement=Name.Block))
    )
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(K=element))
    made = clean(tmp_path, hostile.pdf_bytes(pdf))
    with pikepdf.open(made.path) as result:
        goto, uri, dest, note = result.pages[0].obj.Annots.as_list()
        assert str(goto.A.S) == "/GoTo"
        assert "/Next" not in goto.A
        assert str(uri.A.URI) == "HTTPS://1177.se"
        assert "/Dest" in dest
        assert str(note.Contents) == "obs"
        assert str(result.Root.Lang) == "sv-SE"
        assert result.Root.StructTreeRoot.K.A.Placement == Name.Block


def test_names_written_in_disguise_are_seen_through(tmp_path: Path) -> None:
    content = hostile.pdf_bytes(
        hostile.acting_pdf(), object_stream_mode=pikepdf.ObjectStreamMode.disable
    )
    disguised = content.replace(b"/JavaScript", b"/J#61v#61Script")
    # Offsets move, so let the library write the table anew.
    source = hostile.written(tmp_path, disguised)
    with pikepdf.open(source) as pdf:
        made = clean(tmp_path, hostile.pdf_bytes(pdf))
    assert b"NEEDLE" not in unpacked(made)


def test_a_photo_inside_loses_where_it_was_taken_and_no_pixel(tmp_path: Path) -> None:
    photo = hostile.encoded(hostile.picture(), "JPEG", exif=hostile.exif(), comment=b"NEEDLE")
    pdf = hostile.pdf()
    image = pdf.make_stream(
        photo,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=64,
        Height=48,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(Im0=image))
    made = clean(tmp_path, hostile.pdf_bytes(pdf))
    content = made.path.read_bytes()
    assert hostile.GPS_NEEDLE not in content
    assert b"NEEDLE" not in content
    with pikepdf.open(made.path) as result:
        kept = result.pages[0].obj.Resources.XObject.Im0
        assert isinstance(kept, Stream)
        assert kept.read_raw_bytes() == without_metadata(photo)
        inside = pikepdf.PdfImage(kept).as_pil_image()
    assert inside.tobytes() == _decoded(photo)


@pytest.mark.parametrize("damaged", [b"", b"\xff", b"\xff\xd8", b"\xff\xd8\xff\xe1\xff\xff", b"x"])
def test_a_jpeg_that_cannot_be_followed_stays(damaged: bytes) -> None:
    assert len(without_metadata(damaged)) <= len(damaged)


def test_a_file_behind_the_document_is_left_behind(tmp_path: Path) -> None:
    made = clean(tmp_path, hostile.pdf_bytes(hostile.pdf()) + hostile.PHP + hostile.zip_file())
    content = made.path.read_bytes()
    assert hostile.PHP not in content
    assert b"PK\x03\x04" not in content


def test_cleaning_twice_gives_the_same_file(tmp_path: Path) -> None:
    first = clean(tmp_path, hostile.pdf_bytes(hostile.acting_pdf()))
    content = first.path.read_bytes()
    assert clean(tmp_path, content).path.read_bytes() == content


@pytest.mark.parametrize("password", ["", "hemligt"])
def test_a_locked_document_is_refused(tmp_path: Path, password: str) -> None:
    lock = pikepdf.Encryption(owner="owner", user=password)
    assert refusal(tmp_path, hostile.pdf_bytes(hostile.pdf(), encryption=lock)) == "encrypted"


def test_a_document_of_no_pages_or_too_many_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, hostile.pdf_bytes(hostile.pdf(0))) == "no_pages"
    assert clean(tmp_path, hostile.pdf_bytes(hostile.pdf(500))).size > 0
    assert refusal(tmp_path, hostile.pdf_bytes(hostile.pdf(501))) == "pages"


def test_what_would_choke_the_reader_is_refused(tmp_path: Path) -> None:
    drawing = hostile.pdf()
    drawing.pages[0].obj.Contents = drawing.make_stream(bytes(70 * 1024 * 1024))
    assert refusal(tmp_path, hostile.pdf_bytes(drawing)) == "too_demanding"
    image = hostile.pdf()
    image.pages[0].obj.Resources = Dictionary(
        XObject=Dictionary(
            I=image.make_stream(b"", Subtype=Name.Image, Width=60_000, Height=60_000)
        )
    )
    assert refusal(tmp_path, hostile.pdf_bytes(image)) == "pixels"


def test_damaged_documents_are_refused(tmp_path: Path) -> None:
    whole = hostile.pdf_bytes(hostile.pdf(3))
    assert refusal(tmp_path, whole[: len(whole) // 2]) == "broken_pdf"
    assert refusal(tmp_path, b"%PDF-1.7\n<html><script>alert(1)</script>") == "broken_pdf"
    assert refusal(tmp_path, b"<html><script>alert(1)</script>") == "kind"


def _decoded(jpeg: bytes) -> bytes:
    with Image.open(io.BytesIO(jpeg)) as image:
        return image.tobytes()

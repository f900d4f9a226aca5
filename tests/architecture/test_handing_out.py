"""Files are handed out in one place, so that no way out forgets how a browser is to take them."""

from tests.architecture.sources import sources


def test_files_are_handed_out_in_one_place() -> None:
    places = [str(each) for each in sources() if "FileResponse(" in each.text]
    assert places == ["samplan/attachments/handing_out.py"]

"""Names that are safe to show and to hand out."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samplan.attachments.cleaning.names import safe_name
from samplan.attachments.cleaning.results import Kind


@pytest.mark.parametrize(
    ("claimed", "safe"),
    [
        ("Remiss till hjärtmottagningen.pdf", "Remiss till hjärtmottagningen.pdf"),
        ("blodtryck v2.1 åäö", "blodtryck v2.1 åäö.pdf"),
        ("IMG_0001.JPG", "IMG_0001.pdf"),
        ("faktura.pdf.exe", "faktura.pdf.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        (r"C:\Users\Anna\prov.pdf", "prov.pdf"),
        ("", "fil.pdf"),
        ("...", "fil.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("\u202egpj.exe", "gpj.pdf"),
        ("a\x00b\r\nSet-Cookie: x", "ab Set-Cookie_ x.pdf"),
        ('a"b<c>d|e?f*g;h%i', "a_b_c_d_e_f_g_h_i.pdf"),
        ("A\u030asa.pdf", "Åsa.pdf"),
        ("نتيجة.pdf", "نتيجة.pdf"),
    ],
)
def test_names_become_safe(claimed: str, safe: str) -> None:
    assert safe_name(claimed, Kind.PDF) == safe


@pytest.mark.parametrize(
    ("claimed", "safe"),
    [
        ("19550412-9809.pdf", "19550412-xxxx.pdf"),
        ("remiss 195504129809 svar.pdf", "remiss 19550412-xxxx svar.pdf"),
        ("5504129809.pdf", "550412-xxxx.pdf"),
        ("550412+9809", "550412-xxxx.pdf"),
        ("550472-9809 samordning", "550472-xxxx samordning.pdf"),
        ("1955-04-12-9809", "1955-04-12-xxxx.pdf"),
        ("19550412_9809_lab", "19550412-xxxx_lab.pdf"),
        ("IMG_20261217_103000", "IMG_20261217_103000.pdf"),
        ("telefon 08-123 456 78", "telefon 08-123 456 78.pdf"),
        ("2026-12-17", "2026-12-17.pdf"),
    ],
)
def test_what_is_like_an_identity_number_is_masked(claimed: str, safe: str) -> None:
    assert safe_name(claimed, Kind.PDF) == safe


def test_the_real_kind_decides_how_it_ends() -> None:
    assert [safe_name("x.exe", kind) for kind in Kind] == ["x.pdf", "x.jpg", "x.png", "x.gif"]


@pytest.mark.parametrize("letter", ["a", "å", "漢", "🙂"])
def test_long_names_are_cut(letter: str) -> None:
    name = safe_name(letter * 300, Kind.JPEG)
    assert len(name) <= 120
    assert len(name.encode()) <= 240
    assert name.endswith(f"{letter}.jpg")


@given(st.text(max_size=300), st.sampled_from(Kind))
def test_every_name_is_safe(claimed: str, kind: Kind) -> None:
    name = safe_name(claimed, kind)
    assert len(name) <= 120
    assert not set(name) & set('/\\"<>:|?*%;\r\n')
    assert not {unicodedata.category(char) for char in name} & {"Cc", "Cf", "Cs"}
    assert not name.startswith(".")
    assert name.endswith(f".{kind.extension}")

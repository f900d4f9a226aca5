"""What people, phones, pastes and attackers put into fields."""

from urllib.parse import quote_plus

BEGIN, END = "Åbörjan", "Slutetö"  # around each, to find it again

TEXTS = {
    "strange": "مرحبا 👩🏽‍⚕️\u200d🏳️‍🌈 A\u030angstro\u0308m Z" + "\u0301" * 60,
    "html": "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;",
    "code": "{{ request }}{% url 'x' %}%(name)s %s {0}'; DROP TABLE patients_patient; --",
    "nul": "a\0b",
    "control": "a\x01\x08\x1b[31mb",
    "c1": "a\x85\x9bb",
    "surrogate": "a\ud83db",
    "noncharacter": "a\ufffe\ufdd0b",
    "right-to-left": "abc\u202e123\u2066x",
    "lines": "one\r\n\r\ntwo\u2028three\ttab",
    "header": "x\r\nSet-Cookie: a=b\r\n\r\n<b>",
    "blank": "\u00a0\u200b\u3000",
    "number": "9" * 400,
    "negative": "-1e309",
    "digits": "١٢٣",
    "long": "ö" * 6_000,
}
MEGABYTE = "<" * 1_000_000
DAMAGED = {"surrogate"}  # cannot arrive as it is: its bytes are no text
MARKUP = ("<script>alert", "<img src=x", "\r\n\r\n<b>")

QUERIES = {
    "days": [
        "9999-12-31",
        "0001-01-01",
        "2026-02-30",
        "2026-W53-1",
        "20261124",
        "+2026-11-24",
        "\0",
    ],
    "places": [
        "_",
        "2026-11-23T09:00:00_01a207a2-3280-712a-b01f-a55cf69f497a",
        "0001-01-01T00:00:00+23:00_01a207a2-3280-712a-b01f-a55cf69f497a",
        "9999-12-31T23:59:59-23:00_01a207a2-3280-712a-b01f-a55cf69f497a",
        "2026-11-23T09:00:00+00:00_x",
        "2026-11-23T09:00:00Z_01a207a2-3280-712a-b01f-a55cf69f497a_",
    ],
    "numbers": ["-1", "0", "99999999999999999999", "9" * 5000, "1.5", "NaN", "١"],
    "addresses": [
        "https://evil.invalid/",
        "//evil.invalid/",
        "/\\evil.invalid/",
        "\\\\evil.invalid",
        "javascript:alert(1)",
        "/\r\nSet-Cookie: a=b",
        "/a\nb",
        "/\0",
        "/" + "a" * 9000,
        "http:///evil.invalid",
    ],
    "texts": [
        text for name, text in TEXTS.items() if name not in {"megabyte", "long", "surrogate"}
    ],
}

PATHS = [
    "/%00",
    "/tider/%00/",
    "/tider/%ff%fe/",
    "/tider/01a207a2-3280-712a-b01f-a55cf69f497a%0a/",
    "/tider/01a207a2-3280-712a-b01f-a55cf69f497a",
    "//evil.invalid/..",
    "//evil.invalid",
    "/%5cevil.invalid",
    "/tider/../vard/",
    "/tider/..%2f..%2fetc%2fpasswd",
    "/" + "a" * 20_000,
    "/static/../manage.py",
    "/static/%2e%2e/manage.py",
    "/static/%00",
    "/inkorg/{{7*7}}/",
    "/<script>alert(1)</script>/",
    "/%ED%A0%80/",
]


def encoded(fields: dict[str, list[str]]) -> bytes:
    """The fields as a browser's body, halves of characters and all."""
    return "&".join(
        f"{_quoted(name)}={_quoted(value)}" for name, values in fields.items() for value in values
    ).encode()


def _quoted(text: str) -> str:
    return quote_plus(text.encode("utf-8", "surrogatepass"))

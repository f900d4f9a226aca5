"""The addresses of the pages, alike for every owner."""

from collections.abc import Callable
from typing import Protocol
from urllib.parse import quote, unquote

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, register_converter

View = Callable[..., HttpResponseBase]
REVIEW, RECEIPT = "granska", "tack"


class PageId:
    """A page of a form by its linkId, whatever characters that holds.

    A linkId that reads as one of our own words is written in another way.
    """

    regex = "[^/]+"
    ours = frozenset({REVIEW, RECEIPT})

    def to_python(self, value: str) -> str:
        """The linkId."""
        return unquote(value)

    def to_url(self, value: object) -> str:
        """The linkId as one step of an address."""
        step = quote(str(value), safe="").replace(".", "%2E")
        return f"%{ord(step[0]):02X}{step[1:]}" if step in self.ours else step


register_converter(PageId, "page_id")


class Views(Protocol):
    """An owner's views of one side: each finds the Way and hands it to the page of that name."""

    @property
    def questions(self) -> View:
        """Where one left off."""

    @property
    def question_page(self) -> View:
        """One page of questions, by `page_id`."""

    @property
    def review(self) -> View:
        """Look through and send."""

    @property
    def receipt(self) -> View:
        """What was sent."""

    @property
    def file(self) -> View:
        """One of the files, by `file_id`."""

    @property
    def upload(self) -> View:
        """A file on its way in, in pieces."""


def addresses(row: str, noun: str, views: Views, *, side: str = "") -> list[URLPattern]:
    """The pages under `noun` of the row that stands at `row`; `side` comes before their names."""
    under = f"{row}{noun}/"
    return [
        path(under, views.questions, name=f"{side}questions"),
        path(f"{under}{REVIEW}/", views.review, name=f"{side}review"),
        path(f"{under}{RECEIPT}/", views.receipt, name=f"{side}receipt"),
        path(f"{under}<page_id:page_id>/", views.question_page, name=f"{side}question-page"),
        path(f"{row}uppladdning/", views.upload, name=f"{side}upload"),
        path(f"{row}filer/<uuid:file_id>/", views.file, name=f"{side}file"),
    ]

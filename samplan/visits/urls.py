from urllib.parse import quote, unquote

from django.urls import path, register_converter

from samplan.visits.views import patient
from samplan.visits.views.answers import patient as answers
from samplan.visits.views.answers import staff as staff_answers


class PageId:
    """A page of a form by its linkId, whatever characters that holds.

    A linkId that reads as one of our own words is written in another way.
    """

    regex = "[^/]+"
    ours = frozenset({"granska", "tack"})

    def to_python(self, value: str) -> str:
        """The linkId."""
        return unquote(value)

    def to_url(self, value: str) -> str:
        """The linkId as one step of an address."""
        step = quote(value, safe="").replace(".", "%2E")
        return f"%{ord(step[0]):02X}{step[1:]}" if step in self.ours else step


register_converter(PageId, "page_id")

app_name = "visits"
urlpatterns = [
    path("tider/", patient.visits, name="visits"),
    path("tider/<uuid:visit_id>/", patient.visit, name="visit"),
    path("tider/<uuid:visit_id>/andra/", patient.change_time, name="change-time"),
    path("tider/<uuid:visit_id>/fragor/", answers.questions, name="questions"),
    path("tider/<uuid:visit_id>/fragor/granska/", answers.review, name="review"),
    path("tider/<uuid:visit_id>/fragor/tack/", answers.receipt, name="receipt"),
    path(
        "tider/<uuid:visit_id>/fragor/<page_id:page_id>/",
        answers.question_page,
        name="question-page",
    ),
    path("tider/<uuid:visit_id>/filer/<uuid:file_id>/", answers.file, name="file"),
    path("vard/besok/<uuid:visit_id>/svar/", staff_answers.questions, name="staff-questions"),
    path("vard/besok/<uuid:visit_id>/svar/granska/", staff_answers.review, name="staff-review"),
    path("vard/besok/<uuid:visit_id>/svar/tack/", staff_answers.receipt, name="staff-receipt"),
    path(
        "vard/besok/<uuid:visit_id>/svar/<page_id:page_id>/",
        staff_answers.question_page,
        name="staff-question-page",
    ),
    path("vard/besok/<uuid:visit_id>/filer/<uuid:file_id>/", staff_answers.file, name="staff-file"),
]

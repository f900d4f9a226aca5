from django.urls import include, path, register_converter

from samplan.visits.page_ids import PageId
from samplan.visits.views import board, consent, patient, preparation
from samplan.visits.views.answers import patient as answers
from samplan.visits.views.answers import staff as staff_answers

register_converter(PageId, "page_id")

app_name = "visits"
urlpatterns = [
    path("", include("samplan.visits.staff_urls")),
    path("samtycke/", consent.consent, name="consent"),
    path("tider/", patient.visits, name="visits"),
    path("tider/<uuid:visit_id>/", patient.visit, name="visit"),
    path("tider/<uuid:visit_id>/andra/", patient.change_time, name="change-time"),
    path("tider/<uuid:visit_id>/andra/tillbaka/", patient.take_back, name="take-back"),
    path("tider/<uuid:visit_id>/fragor/", answers.questions, name="questions"),
    path("tider/<uuid:visit_id>/fragor/granska/", answers.review, name="review"),
    path("tider/<uuid:visit_id>/fragor/tack/", answers.receipt, name="receipt"),
    path(
        "tider/<uuid:visit_id>/fragor/<page_id:page_id>/",
        answers.question_page,
        name="question-page",
    ),
    path("tider/<uuid:visit_id>/filer/<uuid:file_id>/", answers.file, name="file"),
    path("vard/besok/", board.board, name="board"),
    path("vard/besok/<uuid:visit_id>/", preparation.preparation, name="preparation"),
    path("vard/besok/<uuid:visit_id>/last/", preparation.mark_read, name="mark-read"),
    path(
        "vard/besok/<uuid:visit_id>/onskemal/<uuid:wish_id>/",
        preparation.decide_wish,
        name="decide-wish",
    ),
    path("vard/besok/<uuid:visit_id>/journaltext/", preparation.record, name="record"),
    path("vard/besok/<uuid:visit_id>/journaltext.pdf", preparation.record_file, name="record-file"),
    path("vard/besok/<uuid:visit_id>/infort/", preparation.mark_recorded, name="mark-recorded"),
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

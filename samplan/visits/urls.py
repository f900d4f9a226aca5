from django.urls import include, path

from samplan.forms.answering.addresses import addresses
from samplan.visits.views import asking, board, consent, patient, preparation
from samplan.visits.views.answers import patient as answers
from samplan.visits.views.answers import staff as staff_answers

app_name = "visits"
urlpatterns = [
    path("", include("samplan.visits.staff_urls")),
    path("samtycke/", consent.consent, name="consent"),
    path("tider/", patient.visits, name="visits"),
    path("tider/<uuid:visit_id>/", patient.visit, name="visit"),
    path("tider/<uuid:visit_id>/andra/", patient.change_time, name="change-time"),
    path("tider/<uuid:visit_id>/andra/tillbaka/", patient.take_back, name="take-back"),
    path("tider/<uuid:visit_id>/fraga/", asking.ask, name="ask"),
    *addresses("tider/<uuid:visit_id>/", "fragor", answers),
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
    *addresses("vard/besok/<uuid:visit_id>/", "svar", staff_answers, side="staff-"),
]

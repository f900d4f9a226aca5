from django.urls import path

from samplan.cases.views import patient, queue, record, staff, starting
from samplan.forms.answering.addresses import addresses

CASE = "inkorg/<uuid:case_id>/"
STAFF_CASE = "vard/arenden/<uuid:case_id>/"

app_name = "cases"
urlpatterns = [
    path("inkorg/", patient.inbox, name="inbox"),
    path(CASE, patient.case, name="case"),
    path(f"{CASE}svar/", patient.reply, name="reply"),
    path(f"{CASE}filer/<uuid:file_id>/", patient.file, name="file"),
    path("tjanster/<uuid:offering_id>/", starting.service, name="service"),
    path("vardkontakter/<uuid:contact_id>/meddelande/", starting.write, name="write"),
    *addresses("nytt/<uuid:begun_id>/", "fragor", starting, side="new-"),
    path("vard/arenden/", queue.cases, name="queue"),
    path("vard/arenden/fordelning/", queue.distribute, name="distribute"),
    path(STAFF_CASE, staff.case, name="staff-case"),
    path(f"{STAFF_CASE}svar/", staff.answer, name="staff-answer"),
    path(f"{STAFF_CASE}anteckning/", staff.note, name="staff-note"),
    path(f"{STAFF_CASE}ansvarig/", staff.assign, name="staff-assign"),
    path(f"{STAFF_CASE}paus/", staff.snooze, name="staff-snooze"),
    path(f"{STAFF_CASE}aterupptagning/", staff.reopen, name="staff-reopen"),
    path(f"{STAFF_CASE}filer/<uuid:file_id>/", staff.file, name="staff-file"),
    path(f"{STAFF_CASE}journaltext/", record.text, name="staff-record"),
    path(f"{STAFF_CASE}journal.pdf", record.paper, name="staff-record-file"),
    path(f"{STAFF_CASE}filer/<uuid:file_id>/liten/", staff.thumbnail, name="staff-thumbnail"),
]

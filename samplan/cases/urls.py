from django.urls import path

from samplan.cases.answer_way import SIDE, STAFF_SIDE
from samplan.cases.supply.addresses import of_giving, of_types
from samplan.cases.views import (
    answering_form,
    asking,
    changing_sends,
    coordinating,
    entering,
    entering_answers,
    handing_on,
    handling,
    older_addresses,
    patient,
    patient_cases,
    queue,
    record,
    retention,
    saved_selections,
    send_results,
    sends,
    staff,
    starting,
)
from samplan.forms.answering.addresses import addresses

CASE = "inkorg/<uuid:case_id>/"
STAFF_CASE = "vard/arenden/<uuid:case_id>/"
OLDER_ENTRY = f"{STAFF_CASE}ifyllning/"
ENTRY = f"{OLDER_ENTRY}<uuid:message_id>/"

SEND = "vard/utskick/<uuid:send_id>/"

app_name = "cases"
urlpatterns = [
    path("inkorg/", patient.inbox, name="inbox"),
    path("inkorg/aldre/", patient.archive, name="archive"),
    path(CASE, patient.case, name="case"),
    path(f"{CASE}svar/", patient.reply, name="reply"),
    path(f"{CASE}meddelanden/<uuid:message_id>/", patient.message, name="message"),
    path(f"{CASE}uppladdning/", patient.upload, name="upload"),
    path(f"{CASE}filer/<uuid:file_id>/", patient.file, name="file"),
    path(f"{CASE}filer/<uuid:file_id>/liten/", patient.thumbnail, name="thumbnail"),
    path(f"{CASE}fragor/svar/", answering_form.asked, name="answer-asked"),
    *addresses(f"{CASE}fragor/<uuid:message_id>/", "svar", answering_form, side=SIDE),
    path(f"{CASE}fragor/svar/<page_id:page_id>/", older_addresses.form, name="older-form"),
    path("tjanster/<uuid:offering_id>/", starting.service, name="service"),
    path("vardkontakter/<uuid:contact_id>/meddelande/", starting.write, name="write"),
    *addresses("nytt/<uuid:begun_id>/", "fragor", starting, side="new-"),
    path("nytt/<uuid:begun_id>/bort/", starting.discard, name="new-discard"),
    path("vard/patienter/<uuid:patient_id>/arenden/", patient_cases.cases, name="patient-cases"),
    path("vard/patienter/<uuid:patient_id>/nytt-arende/", entering.choose, name="staff-enter"),
    *addresses("vard/nytt/<uuid:begun_id>/", "fragor", entering, side="staff-new-"),
    path(
        "vard/patienter/<uuid:patient_id>/samordning/",
        coordinating.staff_thread,
        name="staff-coordination",
    ),
    path("vard/arenden/", queue.cases, name="queue"),
    path("vard/arenden/fordelning/", queue.distribute, name="distribute"),
    path("vard/utskick/", sends.sends, name="sends"),
    path("vard/utskick/nytt/", sends.new, name="new-send"),
    path("vard/utskick/urval/", saved_selections.saved_selections, name="saved-selections"),
    path(SEND, sends.send, name="send"),
    path(f"{SEND}andring/", changing_sends.change, name="change-send"),
    path(f"{SEND}start/", sends.start, name="start-send"),
    path(f"{SEND}paus/", sends.pause, name="pause-send"),
    path(f"{SEND}stopp/", sends.stop, name="stop-send"),
    path(f"{SEND}resultat.csv", send_results.result, name="send-result"),
    path(f"{SEND}brev/", send_results.letters, name="send-letters"),
    path(f"{SEND}postat/", send_results.posted, name="send-posted"),
    path(STAFF_CASE, staff.case, name="staff-case"),
    path(f"{STAFF_CASE}svar/", staff.answer, name="staff-answer"),
    path(f"{STAFF_CASE}anteckning/", staff.note, name="staff-note"),
    path(f"{STAFF_CASE}ansvarig/", handling.assign, name="staff-assign"),
    path(f"{STAFF_CASE}paus/", handling.snooze, name="staff-snooze"),
    path(f"{STAFF_CASE}aterupptagning/", handling.reopen, name="staff-reopen"),
    path(f"{STAFF_CASE}vidare/", handing_on.forward, name="staff-forward"),
    path(f"{STAFF_CASE}hopslagning/", handing_on.merge, name="staff-merge"),
    path(f"{STAFF_CASE}meddelanden/<uuid:message_id>/", handing_on.message, name="staff-message"),
    path(f"{STAFF_CASE}uppladdning/", staff.upload, name="staff-upload"),
    path(f"{STAFF_CASE}filer/<uuid:file_id>/", staff.file, name="staff-file"),
    path(f"{STAFF_CASE}formular/<uuid:version_id>/", asking.form, name="staff-form"),
    path(ENTRY, entering_answers.told, name="staff-entry"),
    *addresses(ENTRY, "svar", entering_answers, side=STAFF_SIDE),
    path(OLDER_ENTRY, older_addresses.entry, name="older-told"),
    path(f"{OLDER_ENTRY}svar/", older_addresses.entry, name="older-entry-questions"),
    path(f"{OLDER_ENTRY}svar/<page_id:page_id>/", older_addresses.entry, name="older-entry"),
    path(f"{STAFF_CASE}journaltext/", record.text, name="staff-record"),
    path(f"{STAFF_CASE}journal.pdf", record.paper, name="staff-record-file"),
    path(f"{STAFF_CASE}journalforing/", record.deliver, name="staff-deliver"),
    path(f"{STAFF_CASE}bevarande/", record.hold, name="staff-hold"),
    path(f"{STAFF_CASE}bevarande/slut/", record.release, name="staff-release"),
    path("vard/gallring/", retention.decisions, name="retention"),
    path(f"{STAFF_CASE}filer/<uuid:file_id>/liten/", staff.thumbnail, name="staff-thumbnail"),
    *of_types,
    *of_giving,
]

"""Addresses of staff's work with visits; part of the app's own list."""

from django.urls import path

from samplan.visits.views import (
    staff_changing,
    staff_import,
    staff_papers,
    staff_patients,
    staff_planning,
    staff_sending,
    staff_summons,
    staff_types,
)

VISIT = "vard/besok/<uuid:visit_id>/"
LIST = "vard/besok/import/<uuid:list_id>/"

urlpatterns = [
    path("vard/patienter/", staff_patients.patients, name="staff-patients"),
    path("vard/patienter/<uuid:patient_id>/", staff_patients.patient, name="staff-patient"),
    path("vard/patienter/<uuid:patient_id>/nytt-besok/", staff_planning.plan, name="staff-plan"),
    path("vard/besok/import/", staff_import.choose, name="staff-import"),
    path(LIST, staff_import.look_through, name="staff-import-list"),
    path(f"{LIST}utskick/", staff_sending.again, name="staff-import-again"),
    path(f"{LIST}klart/", staff_sending.seen_to, name="staff-import-seen-to"),
    path(f"{VISIT}kallelse/", staff_summons.summons, name="staff-summons"),
    path(f"{VISIT}utskick/", staff_summons.send, name="staff-send"),
    path(f"{VISIT}bokning/", staff_summons.keep, name="staff-keep"),
    path(f"{VISIT}aterkallelse/", staff_summons.withdraw, name="staff-withdraw"),
    path(f"{VISIT}avbokning/", staff_summons.cancel, name="staff-cancel"),
    path(f"{VISIT}andra/", staff_changing.correct, name="staff-correct"),
    path(f"{VISIT}ny-tid/", staff_changing.answer_time, name="staff-answer-time"),
    path(f"{VISIT}utskrift/", staff_papers.print_one, name="staff-print"),
    path("vard/papper/", staff_papers.papers, name="staff-papers"),
    path("vard/papper/utskrift/", staff_papers.print_day, name="staff-print-day"),
    path("vard/papper/postat/", staff_papers.mark_posted, name="staff-posted"),
    path("vard/papper/ej-postat/", staff_papers.mark_unposted, name="staff-unposted"),
    path("vard/besokstyper/", staff_types.visit_types, name="staff-types"),
    path("vard/besokstyper/ny/", staff_types.new_visit_type, name="staff-new-type"),
    path("vard/besokstyper/<uuid:type_id>/", staff_types.visit_type, name="staff-type"),
    path(
        "vard/besokstyper/<uuid:type_id>/bruk/", staff_types.use_visit_type, name="staff-use-type"
    ),
    path("vard/resurser/", staff_types.resources, name="staff-resources"),
    path("vard/resurser/ny/", staff_types.new_resource, name="staff-new-resource"),
    path("vard/resurser/<uuid:resource_id>/", staff_types.resource, name="staff-resource"),
    path(
        "vard/resurser/<uuid:resource_id>/bruk/",
        staff_types.use_resource,
        name="staff-use-resource",
    ),
]

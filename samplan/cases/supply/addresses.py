"""Where case types and the giving of services are."""

from django.urls import path

from samplan.cases.views import (
    handing,
    handing_patient,
    type_drafts,
    type_files,
    type_services,
    types,
)

TYPES = "vard/arendetyper/"
VERSION = f"{TYPES}versioner/<uuid:type_version_id>/"
TYPE = f"{TYPES}<uuid:type_id>/"
OFFERING = f"{TYPES}tjanster/<uuid:offering_id>/"
SERVICES = "vard/tjanster/"
HOLDERS = f"{SERVICES}<uuid:offering_id>/"
PATIENT = "vard/patienter/<uuid:patient_id>/tjanster/"

of_types = [
    path(TYPES, types.types, name="types"),
    path(f"{TYPES}nytt/", type_drafts.new, name="new-type"),
    path(f"{TYPES}import/", type_files.take, name="import-types"),
    path(f"{TYPES}standardsvar/", type_drafts.clinic_replies, name="replies"),
    path(f"{TYPES}standardsvar/<uuid:reply_id>/", type_drafts.clinic_reply, name="reply-text"),
    path(f"{TYPES}omrade/", type_services.area, name="area"),
    path(
        f"{TYPES}omrade/<uuid:area_id>/borttagning/", type_services.remove_area, name="remove-area"
    ),
    path(VERSION, types.version, name="type-version"),
    path(f"{VERSION}fil/", type_files.hand_out, name="export-type"),
    path(f"{VERSION}prenumeration/", types.subscribe, name="subscribe-type"),
    path(f"{VERSION}egen-kopia/", types.copy, name="copy-type"),
    path(TYPE, types.case_type, name="type"),
    path(f"{TYPE}ursprung/", types.origin, name="type-origin"),
    path(f"{TYPE}indragning/", types.retire, name="retire-type"),
    path(f"{TYPE}nytt-utkast/", type_drafts.begin, name="begin-type-draft"),
    path(f"{TYPE}utkast/", type_drafts.draft, name="type-draft"),
    path(f"{TYPE}utkast/kassering/", type_drafts.discard, name="discard-type-draft"),
    path(f"{TYPE}utkast/svar/", type_drafts.draft_replies, name="draft-replies"),
    path(f"{TYPE}utkast/svar/<uuid:reply_id>/", type_drafts.draft_reply, name="draft-reply"),
    path(f"{TYPE}publicering/", type_drafts.publish, name="type-publish"),
    path(OFFERING, type_services.offering, name="offering"),
    path(f"{OFFERING}forslag/", type_services.proposal, name="type-proposal"),
    path(f"{OFFERING}paus/", type_services.pause, name="pause"),
    path(f"{OFFERING}aterupptagning/", type_services.resume, name="resume"),
    path(f"{OFFERING}avslut/", type_services.end, name="end-offering"),
    path(f"{OFFERING}plats/", type_services.place, name="place"),
]
of_giving = [
    path(SERVICES, handing.services, name="staff-services"),
    path(f"{SERVICES}godkanda/", handing.approved, name="approved"),
    path(f"{SERVICES}godkanda/lista/", handing.approve_list, name="approve-list"),
    path(f"{SERVICES}godkanda/avslut/", handing.end_approvals, name="end-approvals"),
    path(HOLDERS, handing.holders, name="holders"),
    path(f"{HOLDERS}utlamning/", handing.hand_out_list, name="hand-out-list"),
    path(f"{HOLDERS}aterkallelse/", handing.revoke, name="revoke"),
    path(PATIENT, handing_patient.patient_services, name="patient-services"),
    path(f"{PATIENT}godkannande/", handing_patient.approve, name="approve"),
    path(f"{PATIENT}godkannande/avslut/", handing_patient.end_approval, name="end-approval"),
    path(f"{PATIENT}<uuid:offering_id>/", handing_patient.give, name="give-service"),
    path(
        f"{PATIENT}<uuid:offering_id>/aterkallelse/",
        handing_patient.take_back,
        name="take-back-service",
    ),
]

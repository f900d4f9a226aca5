"""Staff's addresses about contacts; the patient's stand in the app that shows them."""

from django.urls import path

from samplan.contacts.views import (
    staff_clinic,
    staff_contact,
    staff_handing_over,
    staff_import,
    staff_patient,
    staff_teams,
)

PATIENT = "vard/patienter/<uuid:patient_id>/vardkontakter/"
CONTACT = "vard/vardkontakter/<uuid:contact_id>/"
AWAY = "vard/vardkontakter/franvaro/"

app_name = "contacts"
urlpatterns = [
    path(PATIENT, staff_patient.contacts, name="staff-patient"),
    path(f"{PATIENT}ny/", staff_patient.give, name="staff-give"),
    path(f"{PATIENT}overenskommet/", staff_patient.agree, name="staff-agree"),
    path(f"{PATIENT}journaltext/", staff_patient.record, name="staff-record"),
    path("vard/vardkontakter/", staff_clinic.contacts, name="staff-contacts"),
    path(CONTACT, staff_contact.contact, name="staff-contact"),
    path(f"{CONTACT}overlamning/", staff_handing_over.hand_over_one, name="staff-hand-over-one"),
    path(f"{CONTACT}avslut/", staff_contact.end, name="staff-end"),
    path(
        "vard/vardkontakter/onskemal/<uuid:request_id>/", staff_contact.decide, name="staff-decide"
    ),
    path("vard/vardkontakter/overlamning/", staff_handing_over.hand_over, name="staff-hand-over"),
    path("vard/vardkontakter/import/", staff_import.choose, name="staff-import"),
    path(
        "vard/vardkontakter/import/<uuid:list_id>/",
        staff_import.look_through,
        name="staff-import-list",
    ),
    path(AWAY, staff_clinic.absences, name="staff-absences"),
    path(f"{AWAY}<uuid:absence_id>/slut/", staff_clinic.back, name="staff-back"),
    path("vard/vardlag/", staff_teams.teams, name="staff-teams"),
    path("vard/vardlag/nytt/", staff_teams.new_team, name="staff-new-team"),
    path("vard/vardlag/<uuid:team_id>/", staff_teams.team, name="staff-team"),
]

from django.urls import path

from samplan.home import clinic_views, contact_views, coordination_views, staff_views, views

app_name = "home"
CLINIC = "mottagningar/<slug:slug>/"
AS_PATIENT = "vard/mottagningar/<uuid:clinic_id>/som-patient/"
urlpatterns = [
    path("", views.start, name="start"),
    path("vardkontakter/", contact_views.contacts, name="contacts"),
    path("vardkontakter/ny/", contact_views.ask, name="ask"),
    path("vardkontakter/<uuid:contact_id>/byte/", contact_views.change, name="change-contact"),
    path("vardkontakter/samordning/", coordination_views.thread, name="coordination"),
    path(
        "vardkontakter/samordning/samtycke/",
        coordination_views.consent,
        name="coordination-consent",
    ),
    path(
        "vardkontakter/samordning/aterkallelse/",
        coordination_views.withdraw,
        name="coordination-withdrawal",
    ),
    path("tjanster/", views.services, name="services"),
    path("mottagningar/", clinic_views.clinics, name="clinics"),
    path(CLINIC, clinic_views.clinic, name="clinic"),
    path(f"{CLINIC}mina/", clinic_views.choose, name="choose-clinic"),
    path(f"{CLINIC}information/<uuid:page_id>/", clinic_views.information, name="information"),
    path(f"{CLINIC}dokument/<uuid:document_id>/", clinic_views.document, name="document"),
    path(AS_PATIENT, staff_views.as_patient, name="as-patient"),
    path(
        f"{AS_PATIENT}information/<uuid:page_id>/",
        staff_views.information,
        name="as-patient-information",
    ),
    path(
        f"{AS_PATIENT}dokument/<uuid:document_id>/",
        staff_views.document,
        name="as-patient-document",
    ),
]

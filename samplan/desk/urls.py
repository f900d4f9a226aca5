from django.urls import path

from samplan.desk import clinic_views, information_views, offer_views, views

app_name = "desk"
CLINIC = "vard/mottagningar/<uuid:clinic_id>/"
ERRAND = f"{CLINIC}telefonval/<uuid:errand_id>/"
urlpatterns = [
    path("vard/", views.today, name="today"),
    path("vard/mottagningar/", clinic_views.clinics, name="clinics"),
    path("vard/mottagningar/ny/", clinic_views.new_clinic, name="new-clinic"),
    path(CLINIC, clinic_views.clinic, name="clinic"),
    path(f"{CLINIC}andra/", clinic_views.change, name="change-clinic"),
    path(f"{CLINIC}ny-roll/", clinic_views.new_role, name="new-role"),
    path(f"{CLINIC}roller/<uuid:role_id>/slut/", clinic_views.end_role, name="end-role"),
    path(f"{CLINIC}oppettider/", offer_views.hours, name="hours"),
    path(f"{CLINIC}oppettider/dagar/", offer_views.add_other_hours, name="add-other-hours"),
    path(
        f"{CLINIC}oppettider/dagar/<uuid:other_id>/bort/",
        offer_views.remove_other_hours,
        name="remove-other-hours",
    ),
    path(f"{CLINIC}telefonval/", offer_views.errands, name="errands"),
    path(f"{CLINIC}telefonval/ny/", offer_views.new_errand, name="new-errand"),
    path(ERRAND, offer_views.errand, name="errand"),
    path(f"{ERRAND}flytt/", offer_views.move_errand, name="move-errand"),
    path(f"{ERRAND}bort/", offer_views.remove_errand, name="remove-errand"),
    path(f"{CLINIC}information/", information_views.information, name="information"),
    path(f"{CLINIC}information/ny/", information_views.new_page, name="new-page"),
    path(f"{CLINIC}information/<uuid:page_id>/", information_views.page, name="page"),
    path(f"{CLINIC}dokument/ny/", information_views.new_document, name="new-document"),
    path(
        f"{CLINIC}dokument/<uuid:document_id>/bort/",
        information_views.withdraw_document,
        name="withdraw-document",
    ),
]

from django.urls import path

from samplan.forms.views import drafts, shelves

app_name = "forms"
FORM = "vard/formular/<uuid:form_id>/"

urlpatterns = [
    path("vard/formular/", shelves.forms, name="forms"),
    path("vard/formular/nytt/", drafts.new, name="new"),
    path(FORM, shelves.form, name="form"),
    path(f"{FORM}publicering/", drafts.publish, name="publish"),
]

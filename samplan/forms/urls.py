from django.urls import path

from samplan.forms.views import building, conditions, drafts, editing, facts, shelves

app_name = "forms"
FORM = "vard/formular/<uuid:form_id>/"
DRAFT = f"{FORM}utkast/"

urlpatterns = [
    path("vard/formular/", shelves.forms, name="forms"),
    path("vard/formular/nytt/", drafts.new, name="new"),
    path(FORM, shelves.form, name="form"),
    path(f"{FORM}publicering/", drafts.publish, name="publish"),
    path(f"{FORM}nytt-utkast/", building.begin, name="begin"),
    path(DRAFT, building.builder, name="builder"),
    path(f"{DRAFT}tillagg/", building.add, name="add"),
    path(f"{DRAFT}flytt/", building.move, name="move"),
    path(f"{DRAFT}kopia/", building.copy, name="copy"),
    path(f"{DRAFT}borttagning/", building.remove, name="remove"),
    path(f"{DRAFT}angra/", building.undo, name="undo"),
    path(f"{DRAFT}kassering/", building.discard, name="discard"),
    path(f"{DRAFT}forhandsvisning/", building.look, name="look"),
    path(f"{DRAFT}fraga/", editing.item, name="item"),
    path(f"{DRAFT}villkor/", conditions.condition, name="condition"),
    path(f"{DRAFT}villkor/borttagning/", conditions.remove, name="remove-condition"),
    path(f"{DRAFT}villkor/sammansattning/", conditions.behavior, name="behavior"),
    path(f"{DRAFT}uppgifter/", facts.facts, name="facts"),
]

from django.urls import path

from samplan.forms.views import (
    building,
    conditions,
    drafts,
    editing,
    exchange,
    presentation,
    shelves,
    supply,
    versions,
)

app_name = "forms"
FORM = "vard/formular/<uuid:form_id>/"
VERSION = "vard/formular/versioner/<uuid:version_id>/"
DRAFT = f"{FORM}utkast/"

urlpatterns = [
    path("vard/formular/", shelves.forms, name="forms"),
    path("vard/formular/nytt/", drafts.new, name="new"),
    path("vard/formular/import/", exchange.take, name="import"),
    path(VERSION, supply.version, name="version"),
    path(f"{VERSION}fil/", exchange.hand_out, name="export"),
    path(f"{VERSION}prenumeration/", supply.subscribe, name="subscribe"),
    path(f"{VERSION}andringar/", versions.compare, name="compare"),
    path(f"{VERSION}aterstallning/", versions.restore, name="restore"),
    path(f"{VERSION}egen-kopia/", supply.copy, name="copy-version"),
    path(FORM, shelves.form, name="form"),
    path(f"{FORM}forslag/", supply.proposal, name="proposal"),
    path(f"{FORM}avsked/", supply.part, name="part"),
    path(f"{FORM}indragning/", versions.retire, name="retire"),
    path(f"{FORM}regioner/", versions.limit, name="limit"),
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
    path(f"{DRAFT}uppgifter/", presentation.presentation, name="presentation"),
]

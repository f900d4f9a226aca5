"""How the addresses of forms and of the bench they are built at are built."""

from typing import Any

from tests.architecture.ladder import Things
from tests.architecture.rungs.building import OWN, Rung


def of_form(things: Things) -> dict[str, Any]:
    """The key of the clinic's form."""
    return {"form_id": things.form.questionnaire_id}


FORM = Rung(of_form)
FORM_VERSION = Rung(lambda of: {"version_id": of.form_version.pk})
NATIONAL_FORM = Rung(lambda of: {"form_id": of.national.pk})
ITEM = Rung(of_form, lambda of: {"over": of.form.revision}, query="?vald=sida-1")
FIRST_PAGE = {"id": "sida-1"}

FORMS: dict[str, Rung] = {
    "forms:forms": OWN,
    "forms:new": OWN,
    "forms:form": FORM,
    "forms:publish": FORM,
    "forms:import": OWN,
    "forms:version": FORM_VERSION,
    "forms:export": FORM_VERSION,
    "forms:subscribe": FORM_VERSION,
    "forms:copy-version": FORM_VERSION,
    "forms:proposal": FORM,
    "forms:part": FORM,
    "forms:retire": FORM,
    "forms:limit": NATIONAL_FORM,
    "forms:compare": FORM_VERSION,
    "forms:restore": FORM_VERSION,
    "forms:begin": FORM,
    "forms:builder": FORM,
    "forms:add": Rung(of_form, lambda of: {"component": "text", "over": of.form.revision}),
    "forms:move": Rung(of_form, lambda of: {**FIRST_PAGE, "to": "up", "over": of.form.revision}),
    "forms:copy": Rung(of_form, lambda of: {**FIRST_PAGE, "over": of.form.revision}),
    "forms:remove": Rung(of_form, lambda of: {**FIRST_PAGE, "over": of.form.revision}),
    "forms:undo": FORM,
    "forms:discard": FORM,
    "forms:look": FORM,
    "forms:item": ITEM,
    "forms:condition": ITEM,
    "forms:remove-condition": Rung(of_form, lambda _: {"place": "0"}, query="?vald=sida-1"),
    "forms:behavior": ITEM,
    "forms:presentation": FORM,
}

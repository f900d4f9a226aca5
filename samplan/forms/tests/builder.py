"""The builder of one draft, as its administrator's browser reaches it."""

from typing import Any
from urllib.parse import quote

from samplan.forms.building import tree
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.supply.drafting import change_draft
from samplan.forms.supply.opening import document_of
from tests.cast import AT, ActingClient


class Builder:
    """The builder of one draft."""

    def __init__(self, browser: ActingClient, draft: QuestionnaireVersion) -> None:
        self.browser, self.draft = browser, draft
        self.root = f"/vard/formular/{draft.questionnaire_id}/utkast/"

    def get(self, part: str = "", **query: str) -> Any:
        return self.browser.get(self.root + part, query)

    def post(self, part: str, vald: str = "", *, over: int | str | None = None, **fields: Any):
        self.draft.refresh_from_db()
        address = self.root + part + (f"?vald={quote(vald)}" if vald else "")
        fields["over"] = self.draft.revision if over is None else over
        headers = fields.pop("headers", None)
        return self.browser.send(address, fields, headers=headers)

    def change(self, items: list[Any]) -> None:
        acting = self.browser.acting
        document = {**document_of(self.draft), "item": items}
        change_draft(self.draft, document, over=self.draft.revision, acting=acting, at=AT)

    def item(self, link_id: str) -> Any:
        self.draft.refresh_from_db()
        return tree.find(document_of(self.draft), link_id)

    def ids(self) -> list[str]:
        self.draft.refresh_from_db()
        return [placed.link_id for placed in tree.walk(document_of(self.draft))]

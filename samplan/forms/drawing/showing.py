"""A published form drawn whole, for those who only look at it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samplan.forms import engine
from samplan.forms.building import asking, tree
from samplan.forms.building.holding import Items
from samplan.forms.building.texts import source_of
from samplan.forms.drafts import Draft
from samplan.forms.drawing.marks import safe
from samplan.forms.drawing.pages import DrawnPage, draw_page
from samplan.forms.drawing.parts import Part
from samplan.forms.loaded import form_of
from samplan.forms.models import QuestionnaireVersion


@dataclass(frozen=True)
class ShownPage:
    """A page with all that it can ask, and when it is shown itself; empty where it always is."""

    drawn: DrawnPage
    when: str = ""

    @property
    def is_conditional(self) -> bool:
        """It, or something on it, is shown only for some answers."""
        return bool(self.when) or any(_is_conditional(part) for part in self.drawn.parts)


def shown_pages(version: QuestionnaireVersion) -> tuple[engine.Form, list[ShownPage]]:
    """The form in the page's language, and each of its pages with nothing answered.

    What is asked only for some answers is there too, and says when.
    """
    form = form_of(version, (get_language() or "sv").partition("-")[0])
    draft = Draft(form, engine.beginning(form))
    items, source = tree.by_id(version.document), source_of(version.document)
    return form, [_whole(draw_page(draft, page), items, source) for page in form.pages]


def _whole(drawn: DrawnPage, items: Items, source: str) -> ShownPage:
    parts = _shown(drawn.parts, items, source)
    page = drawn.page
    around = [item for item in page.all_items if item.link_id == page.link_id]
    is_conditional = any(item.is_conditional for item in around if item not in page.items)
    when = _when(page.link_id, items, source) if is_conditional else ""
    return ShownPage(replace(drawn, parts=parts), when)


def _shown(parts: Iterable[Part], items: Items, source: str) -> tuple[Part, ...]:
    return tuple(
        replace(
            part,
            is_shown=True,
            parts=_shown(part.parts, items, source),
            when=_when(part.item.link_id, items, source) if part.item.is_conditional else "",
        )
        for part in parts
    )


def _when(link_id: str, items: Items, source: str) -> str:
    words = asking.in_words(items.get(engine.plain_id(link_id), {}), items, source)
    return capfirst(words) or _("Shown only for some answers")


def _is_conditional(part: Part) -> bool:
    return bool(part.when) or any(_is_conditional(each) for each in part.parts)


def instruction_of(form: engine.Form) -> SafeString:
    """How clinics use the form, with its sanitised marks; empty where it does not say."""
    words = form.instruction(form.language)
    return safe(engine.from_markdown(words)) if words else SafeString("")

"""A published form drawn whole, for those who only look at it."""

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from samplan.forms import engine
from samplan.forms.drafts import Draft
from samplan.forms.drawing.marks import safe
from samplan.forms.drawing.pages import DrawnPage, draw_page
from samplan.forms.loaded import form_of
from samplan.forms.models import QuestionnaireVersion


def shown_pages(version: QuestionnaireVersion) -> tuple[engine.Form, list[DrawnPage]]:
    """The form in the page's language, and each of its pages with nothing answered."""
    form = form_of(version, (get_language() or "sv").partition("-")[0])
    draft = Draft(form, engine.beginning(form))
    return form, [draw_page(draft, page) for page in form.pages]


def instruction_of(form: engine.Form) -> SafeString:
    """How clinics use the form, with its sanitised marks; empty where it does not say."""
    words = form.instruction(form.language)
    return safe(engine.from_markdown(words)) if words else SafeString("")

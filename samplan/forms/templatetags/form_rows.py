"""Long lists of forms as tags."""

from django import template

from samplan.forms.card_rows import cards_around
from samplan.ui.templatetags.quick import frame_tag

register = template.Library()
register.tag("cards_around", frame_tag("cards_around", cards_around))

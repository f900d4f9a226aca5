"""Long lists of forms as tags."""

from django import template

from samplan.forms.drawing.line_rows import lines_drawn
from samplan.forms.drawing.part_rows import parts_drawn
from samplan.forms.form_boards import board_of_forms_above, board_of_own_forms
from samplan.forms.workbench.card_rows import cards_around
from samplan.ui.templatetags.quick import frame_tag

register = template.Library()
register.simple_tag(parts_drawn)
register.simple_tag(lines_drawn)
register.simple_tag(board_of_own_forms)
register.simple_tag(board_of_forms_above)
register.tag("cards_around", frame_tag("cards_around", cards_around))

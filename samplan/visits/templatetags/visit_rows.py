"""The readiness board as a tag."""

from django import template

from samplan.visits.board_rows import board_of_visits

register = template.Library()
register.simple_tag(board_of_visits)

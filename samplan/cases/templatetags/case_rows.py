"""The queue as a tag."""

from django import template

from samplan.cases.queue_rows import queue_of

register = template.Library()
register.simple_tag(queue_of)

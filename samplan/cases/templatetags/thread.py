"""The thread as a tag."""

from django import template

from samplan.cases.thread import thread_of

register = template.Library()
register.simple_tag(thread_of)

"""Django's `{% url %}`, quicker: what its resolver works out for a name is kept.

A page holds ten addresses or more; to work each of them out took as long as one of its queries.
"""

import uuid

from django import template
from django.template import Context
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.utils.safestring import SafeString

from samplan.common.addresses import address, address_of

register = template.Library()


class KeptURLNode(URLNode):
    """An address by its name alone or with keys; all others are Django's to work out."""

    def render(self, context: Context) -> str:
        """The address, which needs no escaping; nothing where it is kept under a name."""
        if self.kwargs:
            return super().render(context)
        name = self.view_name.resolve(context)
        values = [value.resolve(context) for value in self.args]
        if not values:
            found = address(name)
        elif all(isinstance(value, uuid.UUID) for value in values):
            found = address_of(name, *values)
        else:
            return super().render(context)
        if self.asvar is None:
            return SafeString(found)
        context[self.asvar] = found
        return ""


@register.tag
def url(parser: Parser, token: Token) -> KeptURLNode:
    """`{% url "visits:visit" visit.pk %}`, as Django has it.

    Unlike Django's, `as` is no way to ask whether there is such an address: a name that is not
    there is a fault.
    """
    node = django_url(parser, token)
    return KeptURLNode(node.view_name, node.args, node.kwargs, node.asvar)

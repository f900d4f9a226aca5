"""How Django draws forms here: `{{ form }}` and `{{ form.name.as_field_group }}` use `field`."""

from django.forms.renderers import DjangoTemplates


class SamplanRenderer(DjangoTemplates):
    """Set FORM_RENDERER to this; needs django.forms among the installed apps."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"

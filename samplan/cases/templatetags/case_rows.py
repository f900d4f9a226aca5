"""The queue and the rows of one patient as tags, and where staff read of the patient."""

from django import template

from samplan.cases.queue_rows import cases_of_patient, link_to_patient, queue_of
from samplan.patients.pages import staff_page_of

register = template.Library()
register.simple_tag(queue_of)
register.simple_tag(cases_of_patient)
register.simple_tag(link_to_patient)
register.simple_tag(staff_page_of)

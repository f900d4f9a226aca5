"""Building a form: pure changes of a FHIR R4 Questionnaire as JSON, whatever else it holds.

Nothing here is changed in place: every verb gives a new document that shares what is the same.
"""

"""Questionnaires in the FHIR form language, and what people answered."""

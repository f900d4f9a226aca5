"""The person who is a patient."""

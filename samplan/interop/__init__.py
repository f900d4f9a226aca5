"""Handing out what is known: a patient's copy of all one's own data."""

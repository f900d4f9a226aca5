"""Visits: summons, preparation, readiness, what happened."""

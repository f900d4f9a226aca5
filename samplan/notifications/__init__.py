"""Saying "something new for you" outside the portal, without saying what."""

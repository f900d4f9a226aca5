"""Sign-in: who someone proved to be. Verified claims are handed on; `access` finds the person."""

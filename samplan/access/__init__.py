"""Acting: who acts for whom, in which role, and what that lets them reach."""

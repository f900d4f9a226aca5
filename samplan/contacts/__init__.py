"""Fixed care contacts: who a patient turns to, how they are reached, and who steps in."""

"""Who did and who read what: a log that the patient can read and nobody can alter unseen."""

"""How forms come to clinics: drafts, versions, and what is followed or copied from above."""

"""How case types come to clinics: drafts, versions, and what is followed or copied from above."""

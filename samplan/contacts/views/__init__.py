"""Staff's pages about contacts, teams and absences."""

"""Who may use what: patients approved, services handed out, one by one or by list."""

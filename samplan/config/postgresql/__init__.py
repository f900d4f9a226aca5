"""Django's database layer for PostgreSQL, with what happens when a column changes type."""

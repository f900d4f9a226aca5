"""The plan: one row per thing that someone is to do or that will happen."""

"""Everything that patient and care say to each other."""

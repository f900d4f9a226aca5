"""The administrators' pages: forms, their drafts and versions."""

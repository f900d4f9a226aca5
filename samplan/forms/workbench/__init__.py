"""What the builder's pages show of a draft, and what administrators fill in there."""

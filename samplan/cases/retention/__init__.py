"""How long ended cases are kept: archived after a while, removed by a region's decision."""

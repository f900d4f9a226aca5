"""Questions and answers made ready to see: pages to answer, lines to look through, paper."""

"""What patients choose for themselves: shortcuts on the start page, and their clinics."""

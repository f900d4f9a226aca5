"""Measures the pages against a bare one, side by side in one run. `make bench`."""

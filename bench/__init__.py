"""Measures, never asserts: how fast papers travel, and what an idle hub costs. Run by `make bench`."""

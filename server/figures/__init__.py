"""Reads the district's figures: from the tallies the projector keeps, and from lists that are short."""

"""The district's figures: what is counted, day by day, and which figures are made of it."""

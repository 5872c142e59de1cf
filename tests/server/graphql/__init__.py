"""What the district asks, and who may ask what."""

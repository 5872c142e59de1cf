"""The district's own house: what has to be true of people and offices before they are written down. Pure."""

"""The district runs its own house: its people, its offices, and how it begins."""

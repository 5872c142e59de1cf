"""What the district hands on: tables of figures, with nothing of people in them."""

"""A realistic half year for the demo district: the same people and signatures for the same seed."""

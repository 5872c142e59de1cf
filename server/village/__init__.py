"""A village hub: it relays between the tablets of an office and the district, and decides nothing."""

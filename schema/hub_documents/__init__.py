"""What the hub writes besides orders, by database: the form of each document, for those who write clients."""

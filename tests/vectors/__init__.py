"""Shared vectors: what the hub's Python says, which the tablet's TypeScript must say too."""

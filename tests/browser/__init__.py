"""The whole story in a real browser against a real hub, the network really cut."""

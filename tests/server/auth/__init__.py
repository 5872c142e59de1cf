"""Signing in by password, token, cookie and device key."""

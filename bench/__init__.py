"""Measures, never asserts speed: the hub beside Apache CouchDB in one run. `make bench`."""

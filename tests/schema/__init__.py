"""Tests of everything that gives the papers their meaning."""

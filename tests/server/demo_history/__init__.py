"""Tests of the demo district's history."""

"""Tablets that work by themselves, at the same time, while the network fails and tabs are killed."""
